import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { expect, test } from "vitest";

/** Words that a person reads stand in `locales/`. Here those are found that stand in the code. */

const SOURCE = join(import.meta.dirname, "..");

/**
 * Not a page: what programs read that have no other words (`api/inWords.ts` has the pages'), and overlays, which lie over a
 * show's picture for everybody who watches it, whatever they read.
 */
const ENGLISH: readonly string[] = ["api/problem.ts", "overlay/"];

/** The same in every language. */
const NAMES: readonly string[] = ["EncryptedMedia Live", "Live", "OBS", "https://", "make run"];

/** Not for a person who reads a page: thrown at whoever programs it, or other systems' own words. */
const NOT_WORDS =
  /^\s*(?:type )?\w+ as \w+,?$|new (?:Type)?Error\(|console\.|import |from "|\.matches\(|querySelector/;

const PATTERNS: readonly RegExp[] = [
  // Between an element's two tags, on one line and on lines of its own.
  /(?<![=\s])>\s*([^<>{}()=;|&]*[A-Za-z]{2}[^<>{}()=;|&]*)<\//g,
  /^\s*([A-Z“][a-zA-Z’', –-]*[a-z][,.:;?!…]?(?: [a-zA-Z’',.:;–-]+)+[.?!…:]?)\s*$/gm,
  // What is read out, or shown by another name.
  /\b(?:aria-label|alt|title|placeholder|label|hint|what|action|words|dismiss|summary)="([^"]*[A-Za-z]{2}[^"]*)"/g,
  /\b(?:aria-label|alt|title|placeholder)=\{`([^`]*[A-Za-z]{2}[^`]*)`\}/g,
  // A sentence, or the begin of one.
  /"([A-Z][a-z’']+(?:,? [a-z’'-]+)+[^"\n]*)"/g,
  /`([A-Z][a-z’']+(?:,? [a-z’'-]+)+[^`\n]*)`/g,
];

function findBare(code: string): string[] {
  const plain = code.replaceAll(/\/\*[\s\S]*?\*\//g, "").replaceAll(/(?<!:)\/\/.*$/gm, "");
  const lines = plain.split("\n").filter((line) => !NOT_WORDS.test(line));
  const found = PATTERNS.flatMap((pattern) =>
    [...lines.join("\n").matchAll(pattern)].map(([, words]) => words),
  );
  return found.filter(
    (words) => words !== undefined && words.trim() !== "" && !NAMES.includes(words.trim()),
  ) as string[];
}

function listSources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return listSources(path);
    return /(?<!\.test|\.d)\.tsx?$/.test(entry.name) && !/(?:sample|generated\w+)\.ts$/.test(entry.name)
      ? [path]
      : [];
  });
}

test("what a person reads is in the languages' files", () => {
  const bare = listSources(SOURCE)
    .map((path) => [relative(SOURCE, path), readFileSync(path, "utf8")] as const)
    .filter(([name]) => !ENGLISH.some((folder) => name.startsWith(folder)))
    .flatMap(([name, code]) => findBare(code).map((words) => `${name}: ${words.trim()}`));
  expect(bare).toEqual([]);
});

test.each([
  ["<p>Nobody is here</p>", "Nobody is here"],
  ["<p>\n  Nobody is live, and this page\n  {t('a.b')}</p>", "Nobody is live, and this page"],
  ['<input placeholder="Title" />', "Title"],
  ["<a aria-label={`Copy the link`} />", "Copy the link"],
  ['setSaid("The link was copied.")', "The link was copied."],
])("words in the code are found: %s", (code, words) => {
  expect(findBare(code)).toContain(words);
});

test.each([
  "const found: Map<string, Message> = new Map<string, Message>();",
  "if (count > LIMIT && other < count) return;",
  '<p className="card-foot">{t("browse.onFor", { length })}</p>',
  'throw new Error("index.html has no root");',
  "/** What an artist wrote. */ export function Description() {}",
  "export const readNext = (a: A): Promise<void> => send(a);",
])("code is not taken for words: %s", (code) => {
  expect(findBare(code)).toEqual([]);
});
