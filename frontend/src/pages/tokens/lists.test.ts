import { expect, test } from "vitest";
import { keyOfList, NAME_LENGTH, nameList } from "./lists";

test.each([
  ["Orders May.csv", "Orders May"],
  ["EXPORT.CSV", "EXPORT"],
  ["orders", "orders"],
  [".csv", ""],
  [`${"x".repeat(60)} 2026-11.csv`, `${"x".repeat(23)}…${"x".repeat(16)} 2026-11`],
])("%s suggests %s", (file, name) => {
  expect(nameList(file)).toBe(name);
  expect(name.length).toBeLessThanOrEqual(NAME_LENGTH);
});

test("a name is a key in every script", () => {
  for (const letter of ["a", "é", "é", "漢", "\u{1f3ab}".slice(0, 2)]) {
    const key = keyOfList(letter.repeat(NAME_LENGTH / letter.length));
    expect(key).toMatch(/^[\x21-\x7e]{1,200}$/);
  }
  expect(keyOfList(" May ")).toBe(keyOfList("May"));
  expect(keyOfList("May")).not.toBe(keyOfList("June"));
});
