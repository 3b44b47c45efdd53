import { expect, test } from "vitest";
import { levelAt, outlineHeat, sampleHeat } from "./heat";

const heat = { every: 5, levels: [0, 0.5, 1, 0.25] };

test("a moment has the level of its five seconds", () => {
  expect([0, 5, 9.9, 10, 19, 20].map((time) => levelAt(heat, time))).toEqual([0, 0.5, 0.5, 1, 0.25, 0]);
});

test("a column is as loud as the loudest that is in it", () => {
  expect(sampleHeat(heat, 40, (place) => place, 4)).toEqual([0.5, 1, 0, 0]);
  expect(sampleHeat(heat, 20, (place) => place, 8)).toEqual([0, 0, 0.5, 0.5, 1, 1, 0.25, 0.25]);
});

test("what is no show has no level, and where nothing was kept show time goes on", () => {
  expect(sampleHeat(heat, 20, (place) => (place < 10 ? null : place - 10), 4)).toEqual([0, 0, 0, 0.5]);
  expect(sampleHeat(heat, 10, (place) => (place < 5 ? place : place + 10), 2)).toEqual([1, 0.25]);
});

test("the outline begins and ends at its foot, and is none where nobody clapped", () => {
  expect(outlineHeat([0, 0])).toBe("");
  expect(outlineHeat([0.5, 1])).toBe("M0 20S0.5 10 1 5S1.5 0 2 10L2 20Z");
});
