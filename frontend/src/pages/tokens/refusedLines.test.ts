import { afterEach, expect, test } from "vitest";
import { addMessages } from "../../i18n/t";
import de from "../../locales/de.json";
import en from "../../locales/en.json";
import { wordLines } from "./refusedLines";

const LINES = [
  {
    line: 2,
    code: "invalid_line",
    message: "amount: must not be 0.",
    errors: [{ field: "amount", pointer: "#/amount", code: "zero" as const, detail: "Must not be 0." }],
  },
  { line: 3, code: "invalid_line", message: "Must have two or three fields.", errors: [] },
];

afterEach(() => addMessages({ ...en.site, ...en.studio }, "en"));

test("a line that was refused says why in the page's language", async () => {
  addMessages({ ...en.site, ...en.studio }, "en");
  expect(await wordLines(LINES)).toEqual(LINES);
  addMessages({ ...de.site, ...de.studio }, "de");
  expect((await wordLines(LINES)).map(({ message }) => message)).toEqual([
    "Wie viele: Darf nicht 0 sein.",
    "Braucht zwei oder drei Felder: E-Mail-Adresse, Anzahl und, wenn du willst, einen Grund.",
  ]);
});
