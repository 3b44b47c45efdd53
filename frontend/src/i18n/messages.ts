import type en from "../locales/en.json";

/** Words with places in them: `{name}` for a value, `<name>words</name>` for words that a component dresses. Pure. */

type Parts = typeof en;
type Named<Part> = { [Name in keyof Part & string]: `${Name}.${keyof Part[Name] & string}` }[keyof Part &
  string];

/** Every message's name, as `watch.play`. */
export type MessageKey = { [Part in keyof Parts]: Named<Parts[Part]> }[keyof Parts];

/** One sentence, or one for each of a language's plural categories, by `count`. */
export type Message = string | Readonly<Partial<Record<Intl.LDMLPluralRule, string>>>;
export type Messages = Readonly<Record<string, Readonly<Record<string, Message>>>>;

export type Value = string | number;

export type Piece =
  | { kind: "words"; words: string }
  | { kind: "value"; name: string }
  | { kind: "dressed"; name: string; pieces: Piece[] };

const PLACE = /\{(\w+)\}|<(\w+)>(.*?)<\/\2>/g;

/** The sentence that fits a count, where there are several. */
export function choose(message: Message, locale: string, count: number | undefined): string {
  if (typeof message === "string") return message;
  const category = new Intl.PluralRules(locale).select(count ?? 0);
  return message[category] ?? message.other ?? "";
}

export function split(words: string): Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  for (const { index, 0: place, 1: value, 2: dress, 3: inner } of words.matchAll(PLACE)) {
    if (index > end) pieces.push({ kind: "words", words: words.slice(end, index) });
    if (value !== undefined) pieces.push({ kind: "value", name: value });
    else if (dress !== undefined) pieces.push({ kind: "dressed", name: dress, pieces: split(inner ?? "") });
    end = index + place.length;
  }
  if (end < words.length) pieces.push({ kind: "words", words: words.slice(end) });
  return pieces;
}

/** As plain text: numbers as the language writes them, a name without a value as it stands. */
export function fill(words: string, locale: string, values: Readonly<Record<string, Value>>): string {
  return split(words)
    .map((piece) => {
      if (piece.kind === "words") return piece.words;
      if (piece.kind === "dressed") return fill(piece.pieces.map(unsplit).join(""), locale, values);
      return write(values[piece.name] ?? `{${piece.name}}`, locale);
    })
    .join("");
}

/** The first `Intl.NumberFormat` of a page takes 10 ms, more than most of a show's page does: few need one. */
export function write(value: Value, locale: string): string {
  if (typeof value === "string" || isPlain(value)) return String(value);
  return new Intl.NumberFormat(locale).format(value);
}

/** Every language of these pages writes it as a program does. */
const isPlain = (value: number) => Number.isInteger(value) && value >= 0 && value < 1_000;

function unsplit(piece: Piece): string {
  if (piece.kind === "words") return piece.words;
  if (piece.kind === "value") return `{${piece.name}}`;
  return `<${piece.name}>${piece.pieces.map(unsplit).join("")}</${piece.name}>`;
}
