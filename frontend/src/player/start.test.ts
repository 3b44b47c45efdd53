import { describe, expect, test } from "vitest";
import { findKeyframe } from "./start";

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
