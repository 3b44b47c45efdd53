import { expect, test } from "vitest";
import { addMessages } from "../i18n/t";
import de from "../locales/de.json";
import en from "../locales/en.json";
import { putInWords } from "./inWords";
import { readProblem } from "./problem";

test("a refusal keeps the server's words, each with its field", () => {
  const problem = readProblem(400, {
    title: "Bad Request",
    code: "invalid_fields",
    detail: "Something needs another look.",
    errors: [
      { field: "title", pointer: "#/title", detail: "Must not be empty." },
      { field: "password", detail: "Must have at least 8 characters." },
      "nonsense",
    ],
  });
  expect(problem).toMatchObject({
    status: 400,
    code: "invalid_fields",
    message: "Something needs another look.",
    fields: { title: "Must not be empty.", password: "Must have at least 8 characters." },
  });
});

test("an answer from something in between still gives words", () => {
  expect(readProblem(502, undefined).message).toMatch(/502/);
  expect(readProblem(409, { title: "Conflict" }).message).toBe("Conflict");
});

test("whoever reads German is told by its code what a refusal means, or what the server says of it", async () => {
  const told = async (code: string) =>
    (await putInWords(readProblem(401, { code, detail: "Not so." }))).message;
  expect(await told("wrong_credentials")).toBe("Not so.");
  addMessages(de.site, "de");
  expect([await told("wrong_credentials"), await told("of_tomorrow")]).toEqual([
    "Die E-Mail-Adresse oder das Passwort stimmt nicht.",
    "Not so.",
  ]);
  expect((await putInWords(readProblem(502, undefined))).message).toMatch(/Fehler.*502/);
  addMessages(en.site, "en");
});
