import { expect, test } from "vitest";
import { describe, placeOf, readShortTerm, wordProblems } from "./levels";

test("a level has its place on the bar, and stays on it", () => {
  expect([-120, -60, -30, 0, 3].map(placeOf)).toEqual([0, 0, 50, 100, 100]);
});

test("levels are said with one digit, silence in words, and what is not known not at all", () => {
  expect(describe(-18.24, "LUFS")).toBe("−18.2 LUFS");
  expect(describe(-18, "LUFS")).toBe("−18.0 LUFS");
  expect(describe(0.31, "dBFS")).toBe("0.3 dBFS");
  expect(describe(-0.04, "dBFS")).toBe("0.0 dBFS");
  expect(describe(-120, "LUFS")).toBe("Silence");
  expect(describe(null, "LUFS")).toBe("–");
});

test("the loudness of three seconds is not known before there are three, and silence stays silence", () => {
  expect(readShortTerm(-21.8, -120)).toBeNull();
  expect(readShortTerm(-21.8, -22.4)).toBe(-22.4);
  expect(readShortTerm(-120, -35)).toBe(-35);
  expect(readShortTerm(-120, -120)).toBe(-120);
});

test("each problem is worded, and one that is not known is left out", () => {
  const codes = ["clipping", "quiet", "left_dead", "right_dead", "out_of_phase"];
  expect(new Set(wordProblems(codes)).size).toBe(codes.length);
  expect(wordProblems(["newer"])).toEqual([]);
});
