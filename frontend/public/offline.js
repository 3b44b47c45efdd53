/* Before the offline page is drawn: the language is that of the other pages (`src/i18n/locale.ts`), the first of the page's own
   that the reader has chosen, or that the browser asks for. */

const LOCALES = ["en", "de"];

function readChosen() {
  try {
    return localStorage.getItem("locale");
  } catch {
    return null;
  }
}

const wanted = navigator.languages.map((tag) => tag.split("-")[0].toLowerCase());
document.documentElement.lang = [readChosen(), ...wanted].find((one) => LOCALES.includes(one)) ?? "en";
