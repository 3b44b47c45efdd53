/** Which language the pages speak: the one that was chosen here, else the first of the browser's that there is. */

export const LOCALES = ["en", "de"] as const;
export type Locale = (typeof LOCALES)[number];

/** In their own words, for whoever does not read the others. */
export const LOCALE_NAMES: Readonly<Record<Locale, string>> = { en: "English", de: "Deutsch" };

const CHOSEN = "locale";

export function isLocale(word: string | null | undefined): word is Locale {
  return LOCALES.includes(word as Locale);
}

/** `wanted`: as a browser says it, the favourite first, such as `de-AT`. */
export function pickLocale(chosen: string | null, wanted: readonly string[]): Locale {
  if (isLocale(chosen)) return chosen;
  return wanted.map((tag) => tag.split("-")[0]?.toLowerCase()).find(isLocale) ?? "en";
}

/** The same with the reader's own region, for dates and numbers: whoever reads English may write 20:00 or 8 PM. */
export function pickRegion(locale: Locale, wanted: readonly string[]): string {
  return wanted.find((tag) => tag.split("-")[0]?.toLowerCase() === locale) ?? locale;
}

export function readLocale(): Locale {
  return pickLocale(readChosen(), navigator.languages);
}

/** Speaks it from now on: the page is loaded anew, since every word on it changes. */
export function chooseLocale(locale: Locale): void {
  try {
    localStorage.setItem(CHOSEN, locale);
  } catch {
    // A browser that keeps nothing asks for its own language again.
  }
  location.reload();
}

function readChosen(): string | null {
  try {
    return localStorage.getItem(CHOSEN);
  } catch {
    return null;
  }
}
