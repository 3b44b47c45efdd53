import { expect, test } from "vitest";
import { isHeld, meansLive } from "./source";

test.each([
  [0, 8, true],
  [5, 8, true],
  [6, 8, false], // it would be gone from the playlist before it is played
  [290, 300, true],
  [760, 300, false],
  [5, 0, false],
])("what was live %i s ago is held by a playlist of %i s: %s", (behind, window, held) => {
  expect(isHeld(behind, window)).toBe(held);
});

test("a step forward to what a replay need not list yet leads to live", () => {
  expect(meansLive(8, 13)).toBe(true);
  expect(meansLive(15, 20)).toBe(false);
});

test("a step back does not, even from where no replay should be", () => {
  expect(meansLive(10, 5)).toBe(false);
});
