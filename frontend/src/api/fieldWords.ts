import type { MessageKey } from "../i18n/messages";
import { t } from "../i18n/t";

/** What the server says of a field (it has words for that, and no code), by the message that says the same. */
export const SENTENCES: readonly (readonly [RegExp, MessageKey])[] = [
  [/^Is required\.$/, "fields.missing"],
  [/^Must not be empty\.$/, "fields.empty"],
  [/^Is not a field here\./, "fields.unknown"],
  [/^Must be text[.,]/, "fields.text"],
  [/^Must not hold control characters\.$/, "fields.control"],
  [/^Must be one line\.$/, "fields.line"],
  [/^Must have something in it that can be seen\.$/, "fields.visible"],
  [/^Must have at most (?<most>\d+) characters\.$/, "fields.tooLong"],
  [/^Must have at least (?<least>\d+) characters\.$/, "fields.tooShort"],
  [/^Is not written as it should be\.$/, "fields.pattern"],
  [/^Must be a whole number\.$/, "fields.whole"],
  [/^Must be a number\.$/, "fields.number"],
  [/^Must be at least (?<least>\S+)\.$/, "fields.atLeast"],
  [/^Must be at most (?<most>\S+)\.$/, "fields.atMost"],
  [/^Must have at most (?<most>\d+) entries\.$/, "fields.tooMany"],
  [/^Must have at least (?<least>\d+) of these\.$/, "fields.tooFew"],
  [/^Must be a date and time with its zone/, "fields.moment"],
  [/^Must say its time zone/, "fields.moment"],
  [/^Must be an e-mail address/, "fields.email"],
  [/^Must be an address that begins with https:/, "fields.https"],
  [/^Must be the name of a time zone/, "fields.zone"],
  [/^Must be the origin of a site/, "fields.origin"],
  [/^A tag has at most (?<most>\d+) letters\.$/, "fields.tag"],
  [/^Must be in the future\.$/, "fields.future"],
];

/** In the page's language; in the server's where there is no such sentence. */
export function translateField(words: string): string {
  for (const [sentence, key] of SENTENCES) {
    const found = sentence.exec(words);
    if (found !== null) return t(key, found.groups);
  }
  return words;
}
