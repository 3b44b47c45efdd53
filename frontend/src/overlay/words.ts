/** An overlay's few words, in the language that its address says: `?lang=de`. A table of its own, for the page is to stay small. */

export const LANGUAGES = ["en", "de"] as const;
export type Language = (typeof LANGUAGES)[number];

interface Words {
  somebody: string;
  artist: string;
  /** Around a name that is thanked. */
  thanks: readonly [before: string, after: string];
  /** Between a name and one that it thanks. */
  thanked: string;
  /** Between a name and what it gives. */
  gives: string;
  tokens: (count: number) => string;
  goal: (given: string, amount: string) => string;
  watching: string;
}

const WORDS: Readonly<Record<Language, Words>> = {
  en: {
    somebody: "Somebody",
    artist: "Artist",
    thanks: ["Thank you, ", "!"],
    thanked: " thanks ",
    gives: " gives ",
    tokens: (count) => (count === 1 ? "token" : "tokens"),
    goal: (given, amount) => `${given} of ${amount}`,
    watching: " watching",
  },
  de: {
    somebody: "Jemand",
    artist: "Künstler",
    thanks: ["Danke, ", "!"],
    thanked: " dankt ",
    gives: " gibt ",
    tokens: () => "Token",
    goal: (given, amount) => `${given} von ${amount}`,
    watching: " sehen zu",
  },
};

/** What is not known is English. */
export function readLanguage(query: string): Language {
  const asked = new URLSearchParams(query).get("lang");
  return LANGUAGES.find((each) => each === asked) ?? "en";
}

export const language = readLanguage(globalThis.location?.search ?? "");
export const words = WORDS[language];
