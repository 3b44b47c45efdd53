import { expect, test } from "vitest";
import { describeBehind } from "./RewindBar";

test.each([
  [0, "Live"],
  [45, "0:45 behind live"],
  [760, "12:40 behind live"],
  [4_000, "1:06:40 behind live"],
])("%i s are said as %s", (seconds, words) => {
  expect(describeBehind(seconds)).toBe(words);
});
