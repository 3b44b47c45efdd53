import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { addMessages } from "../i18n/t";
import de from "../locales/de.json";
import en from "../locales/en.json";
import { SENTENCES, translateField } from "./fieldWords";
import { putInWords } from "./inWords";
import { readProblem } from "./problem";

const PLATFORM = join(import.meta.dirname, "../../../platform");
/** For programs alone: no form sends anything but text and numbers. */
const PROGRAMS =
  /^(Must be true or false|Must be a list|Must be a JSON object|Must be \{expected\}|\{error\})/;

afterEach(() => addMessages(en.site, "en"));

test("what the server says of a field is said in German, with its numbers", async () => {
  addMessages(de.site, "de");
  expect(translateField("Must have at least 8 characters.")).toBe("Muss mindestens 8 Zeichen haben.");
  expect(translateField("Must be at most 0.5.")).toBe("Darf höchstens 0.5 sein.");
  expect(translateField("Something new.")).toBe("Something new.");
  const refused = { code: "invalid_fields", errors: [{ field: "email", detail: "Is required." }] };
  expect((await putInWords(readProblem(400, refused))).fields).toEqual({ email: "Wird gebraucht." });
});

test("there is a sentence for each that the server has for people", () => {
  const source = readFileSync(join(PLATFORM, "api/problems/wording.py"), "utf8");
  const table = source.slice(source.indexOf("_WORDS"), source.indexOf("MOST_FIELDS"));
  const said = [...table.matchAll(/: "([^"]+)"/g)].map(([, words = ""]) => words);
  expect(said.length).toBeGreaterThan(15);
  const unknown = said
    .filter((words) => !PROGRAMS.test(words))
    .map((words) => words.replaceAll(/\{\w+\}/g, "7"))
    .filter((words) => !SENTENCES.some(([sentence]) => sentence.test(words)));
  expect(unknown).toEqual([]);
});
