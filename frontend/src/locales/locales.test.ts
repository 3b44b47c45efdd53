import { expect, test } from "vitest";
import { LOCALES, type Locale } from "../i18n/locale";
import { type Message, type Messages, type Piece, split } from "../i18n/messages";
import de from "./de.json";
import en from "./en.json";

const FILES: Readonly<Record<Locale, Readonly<Record<string, Messages>>>> = { en, de };

/** Each message by its name. */
function list(file: Readonly<Record<string, Messages>>): Map<string, Message> {
  const found = new Map<string, Message>();
  for (const [part, spaces] of Object.entries(file))
    for (const [space, messages] of Object.entries(spaces))
      for (const [name, message] of Object.entries(messages)) found.set(`${part} ${space}.${name}`, message);
  return found;
}

function namePlaces(pieces: readonly Piece[]): string[] {
  return pieces.flatMap((piece) => {
    if (piece.kind === "words") return [];
    return piece.kind === "value" ? [piece.name] : [`<${piece.name}>`, ...namePlaces(piece.pieces)];
  });
}

const forms = (message: Message) => (typeof message === "string" ? [message] : Object.values(message));
const places = (message: Message) =>
  [...new Set(forms(message).flatMap((form) => namePlaces(split(form))))].sort();

test.each(LOCALES)("%s says all that English says, with the same places for values", (locale) => {
  const [here, english] = [list(FILES[locale]), list(en)];
  expect([...here.keys()].sort()).toEqual([...english.keys()].sort());
  for (const [name, message] of english)
    expect([name, places(here.get(name) as Message)]).toEqual([name, places(message)]);
});

test.each(LOCALES)("%s has a sentence for each of its plural categories, and none is empty", (locale) => {
  const categories = new Intl.PluralRules(locale).resolvedOptions().pluralCategories.toSorted();
  for (const [name, message] of list(FILES[locale])) {
    if (typeof message !== "string") expect([name, Object.keys(message).sort()]).toEqual([name, categories]);
    for (const form of forms(message))
      expect([name, form.trim() !== "" && form === form.trim()]).toEqual([name, true]);
  }
});

test("a namespace belongs to one part", () => {
  const names = Object.values(en).flatMap((spaces) => Object.keys(spaces));
  expect(names.length).toBe(new Set(names).size);
});
