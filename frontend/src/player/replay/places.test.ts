import { expect, test } from "vitest";
import { notePlace, parsePlaces } from "./places";

test("the newest place stands first, one for each show", () => {
  const places = notePlace(notePlace(notePlace([], "a", 100, 600), "b", 50, 600), "a", 130.8, 600);
  expect(places).toEqual([
    ["a", 130],
    ["b", 50],
  ]);
});

test.each([
  ["at the end", 600],
  ["where the last words are", 595],
  ["at the very start", 4],
])("whoever was %s begins at the start", (_where, position) => {
  expect(notePlace([["a", 100]], "a", position, 600)).toEqual([]);
});

test("while a show is on its end is nowhere", () => {
  expect(notePlace([], "a", 598, Number.POSITIVE_INFINITY)).toEqual([["a", 598]]);
});

test("of many shows the last fifty are remembered", () => {
  let places = notePlace([], "first", 100, 600);
  for (let one = 0; one < 50; one++) places = notePlace(places, `show ${one}`, 100, 600);
  expect(places).toHaveLength(50);
  expect(places.some(([id]) => id === "first")).toBe(false);
});

test.each([null, "", "{", "7", '[["a"], ["b", "1"], ["c", -4], 3]'])("%s remembers nothing", (text) => {
  expect(parsePlaces(text)).toEqual([]);
});

test("what was written is read", () => {
  const places = notePlace([], "a", 100, 600);
  expect(parsePlaces(JSON.stringify(places))).toEqual(places);
});
