import { expect, test } from "vitest";
import { describeBehind, describePlace } from "./TimeBar";

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
