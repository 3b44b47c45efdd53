import { describe, expect, test } from "vitest";
import { findDate, findKeyframe } from "./start";

const part = (start: number, independent: boolean, cc = 0) => ({ start, independent, fragment: { cc } });

describe("a viewer who joins begins", () => {
  test("at the last keyframe before the live position", () => {
    const parts = [part(0, true), part(1, false), part(2, true), part(3, false), part(4, true)];
    expect(findKeyframe(parts, 3.5)).toBe(2);
  });

  test("in the newest run, whose tracks may be others, though it is hardly there yet", () => {
    const parts = [part(0, true, 1), part(1, false, 1), part(2, true, 2), part(2.2, false, 2)];
    expect(findKeyframe(parts, 1.8)).toBe(2);
  });

  test("at the playlist's begin where no keyframe is listed", () => {
    expect(findKeyframe([part(1, false), part(2, false)], 3)).toBe(0);
  });
});

describe("a viewer who had gone back is put to what was sent at that time", () => {
  const fragments = [
    { start: 0, duration: 2, programDateTime: 1_000 },
    { start: 2, duration: 2, programDateTime: 3_000 },
    { start: 4, duration: 2, programDateTime: 30_000 },
  ];
  test.each([
    [2_400, 1.4],
    [3_000, 2],
    [0, 0],
    [2_600, 2],
    // Nothing was sent then: what came next.
    [20_000, 4],
    [40_000, null],
  ])("%i ms is at %s", (date, position) => {
    expect(findDate(fragments, date)).toBe(position);
  });
});
