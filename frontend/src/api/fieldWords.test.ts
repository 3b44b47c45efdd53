import { afterEach, expect, test } from "vitest";
import { addMessages } from "../i18n/t";
import de from "../locales/de.json";
import en from "../locales/en.json";
import { wordField } from "./fieldWords";
import type { FieldError } from "./generatedRest";
import { putInWords } from "./inWords";
import { readProblem } from "./problem";

afterEach(() => addMessages(en.site, "en"));

const fault = (code: string, more: Partial<FieldError> = {}) =>
  ({ field: "title", pointer: "#/title", code, detail: "Not so.", ...more }) as FieldError;

test("what is wrong with a field is said by its code, with its values as the language writes them", () => {
  addMessages(de.site, "de");
  expect(wordField(fault("too_short", { limit: 8 }))).toBe("Muss mindestens 8 Zeichen haben.");
  expect(wordField(fault("too_large", { limit: 0.5 }))).toBe("Darf höchstens 0,5 sein.");
  expect(wordField(fault("not_one_of", { allowed: ["artist", "fan"] }))).toBe(
    "Muss eines davon sein: artist, fan.",
  );
});

test("what a newer server says is said in its words", () => {
  addMessages(de.site, "de");
  expect(wordField(fault("of_tomorrow"))).toBe("Not so.");
});

test("words of a field do not decide what is said of it", async () => {
  addMessages(de.site, "de");
  const errors = [fault("required", { detail: "Must be text." }), { field: "tags", detail: "As once." }];
  const told = await putInWords(readProblem(400, { code: "invalid_fields", errors }));
  expect(told.fields).toEqual({ title: "Wird gebraucht.", tags: "As once." });
});
