import { expect, test } from "vitest";
import { describeBehind, describePlace, placeAt } from "./TimeBar";

test.each([
  [0, "Live"],
  [45, "0:45 behind live"],
  [760, "12:40 behind live"],
  [4_000, "1:06:40 behind live"],
])("%i s are said as %s", (seconds, words) => {
  expect(describeBehind(seconds)).toBe(words);
});

test("a place in a replay is said with its length", () => {
  expect(describePlace(760, 3_720)).toBe("12:40 of 1:02:00");
});

test.each([
  [0, 0],
  [0.007, 0],
  [0.5, 0.5],
  [0.993, 1],
  [1, 1],
])("a pointer at %d of a line's box is at %d of the line", (part, place) => {
  expect(placeAt(part, 1_000)).toBeCloseTo(place);
});
