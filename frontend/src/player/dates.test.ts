import { describe, expect, test } from "vitest";
import { dateAt, findDate } from "./dates";

const FRAGMENTS = [
  { start: 0, duration: 2, programDateTime: 1_000 },
  { start: 2, duration: 2, programDateTime: 3_000 },
  { start: 4, duration: 2, programDateTime: 30_000 },
];

describe("a viewer who had gone back is put to what was sent at that time", () => {
  test.each([
    [2_400, 1.4],
    [3_000, 2],
    [0, 0],
    [2_600, 2],
    // Nothing was sent then: what came next.
    [20_000, 4],
    [40_000, null],
  ])("%i ms is at %s", (date, position) => {
    expect(findDate(FRAGMENTS, date)).toBe(position);
  });
});

describe("what is shown was sent", () => {
  test.each([
    [1.5, 2_500],
    // Behind a time in which nothing was sent.
    [4.5, 30_500],
    // In a segment that is not complete yet.
    [6.5, 32_500],
    [-1, null],
  ])("%s s at %s", (position, date) => {
    expect(dateAt(FRAGMENTS, position)).toBe(date);
  });
});
