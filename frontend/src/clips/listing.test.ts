import { expect, test } from "vitest";
import { findMoment, readLast, readMoment } from "./listing";

/** Two segments of four seconds, then one after an interruption of ten. */
const LISTED = [
  { start: 0, duration: 4, programDateTime: 100_000 },
  { start: 4, duration: 4, programDateTime: 104_000 },
  { start: 8, duration: 4, programDateTime: 118_000 },
];

test.each([
  [99_000, 0],
  [100_000, 0],
  [103_960, 3.96],
  [104_000, 4],
  [112_000, 8],
  [121_999, 11.999],
  [122_000, null],
])("what was sent at %d is at %s", (date, position) => {
  expect(findMoment(LISTED, date)).toBe(position);
});

test("a place says when it was sent, interruptions counted", () => {
  expect(readMoment(LISTED, 3.96)).toBe(103_960);
  expect(readMoment(LISTED, 9.5)).toBe(119_500);
  expect(readMoment(LISTED, 20)).toBe(122_000);
  expect(readMoment([], 3)).toBeNull();
});

test("the last that is listed is known by its date", () => {
  expect(readLast(LISTED)).toBe(122_000);
  expect(readLast([{ start: 0, duration: 4, programDateTime: null }])).toBeNull();
});
