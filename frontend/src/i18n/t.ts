import { type Locale, readLocale } from "./locale";
import { choose, fill, type Message, type MessageKey, type Messages, type Value } from "./messages";

/** The words of the language that the page was opened in. They are there before anything is drawn. */

/** `front`, `sheets`, `refusals`, `quality`, `listen`, `reports`: of `site` what the page of a show does not say at once (`vite.messages.ts`). */
export type Part = "site" | "front" | "sheets" | "refusals" | "quality" | "listen" | "reports" | "studio";
export type Values = Readonly<Record<string, Value>>;

const LOADERS: Readonly<Record<Locale, Readonly<Record<Part, () => Promise<{ default: Messages }>>>>> = {
  en: {
    site: () => import("virtual:messages/en/site"),
    front: () => import("virtual:messages/en/front"),
    sheets: () => import("virtual:messages/en/sheets"),
    refusals: () => import("virtual:messages/en/refusals"),
    quality: () => import("virtual:messages/en/quality"),
    listen: () => import("virtual:messages/en/listen"),
    reports: () => import("virtual:messages/en/reports"),
    studio: () => import("virtual:messages/en/studio"),
  },
  de: {
    site: () => import("virtual:messages/de/site"),
    front: () => import("virtual:messages/de/front"),
    sheets: () => import("virtual:messages/de/sheets"),
    refusals: () => import("virtual:messages/de/refusals"),
    quality: () => import("virtual:messages/de/quality"),
    listen: () => import("virtual:messages/de/listen"),
    reports: () => import("virtual:messages/de/reports"),
    studio: () => import("virtual:messages/de/studio"),
  },
};

let spoken: Locale = "en";
let table: Messages = {};

/** The language of the page, for `Intl` and for `lang`. */
export function locale(): Locale {
  return spoken;
}

/** Fetches the words of a part of the pages; to be awaited before one of them is drawn. */
export async function loadMessages(part: Part): Promise<void> {
  if (part === "site") {
    spoken = readLocale();
    document.documentElement.lang = spoken;
  }
  addMessages((await LOADERS[spoken][part]()).default);
}

/** A component that comes when it is asked for, for `lazy`: with the part that has its words. */
export async function loadWorded<Component>(
  part: Part,
  load: () => Promise<Component>,
): Promise<{ default: Component }> {
  return { default: (await Promise.all([load(), loadMessages(part)]))[0] };
}

export function addMessages(messages: Messages, language: Locale = spoken): void {
  spoken = language;
  table = { ...table, ...messages };
}

/** What a message says, with values in it; `count` chooses between one and many. */
export function t(key: MessageKey, values: Values = {}): string {
  return fill(choose(find(key) ?? key, spoken, countOf(values)), spoken, values);
}

/** A message whose name comes from outside, such as a problem's code; null: there is none. */
export function say(key: string, values: Values = {}): string | null {
  const message = find(key);
  return message === undefined ? null : fill(choose(message, spoken, countOf(values)), spoken, values);
}

export function find(key: string): Message | undefined {
  const [name = "", rest = ""] = key.split(/\.(.*)/s);
  const messages = Object.hasOwn(table, name) ? table[name] : undefined;
  // A name may come from an address: `constructor` is no message of ours.
  return messages !== undefined && Object.hasOwn(messages, rest) ? messages[rest] : undefined;
}

function countOf({ count }: Values): number | undefined {
  return typeof count === "number" ? count : undefined;
}
