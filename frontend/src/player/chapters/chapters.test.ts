import { expect, test } from "vitest";
import { type Chapter, findMark, placeMarks, stepMark } from "./chapters";

const chapter = (id: string, at: number): Chapter => ({
  id,
  title: `Song ${id}`,
  at,
  date: 1_000 + at * 1_000,
});
const CHAPTERS = [chapter("a", 0), chapter("b", 60.4), chapter("c", 120)];
const MARKS = placeMarks(CHAPTERS, 200, (date) => (date - 1_000) / 1_000);

test("a line has the chapters that lie on it", () => {
  expect(MARKS.map(({ place }) => place)).toEqual([0, 60.4, 120]);
  const late = placeMarks(CHAPTERS, 100, (date) => (date - 61_400) / 1_000);
  expect(late.map(({ id, place }) => [id, place])).toEqual([
    ["b", 0],
    ["c", 59.6],
  ]);
  expect(placeMarks(CHAPTERS, 200, () => null)).toEqual([]);
  expect(placeMarks(CHAPTERS, 0, () => 0)).toEqual([]);
});

test.each([
  [0, "a"],
  [59, "a"],
  [60, "b"],
  [500, "c"],
])("%i s are in chapter %s", (place, id) => {
  expect(findMark(MARKS, place)?.id).toBe(id);
});

test("before the first chapter there is none", () => {
  expect(findMark(MARKS.slice(1), 5)).toBeNull();
});

test.each([
  [0, 1, "b"],
  [60, 1, "c"],
  [130, 1, undefined],
  [62, -1, "a"],
  [70, -1, "b"],
  [2, -1, undefined],
] as const)("from %i s, %i chapter on is %s", (place, step, id) => {
  expect(stepMark(MARKS, place, step)?.id).toBe(id);
});
