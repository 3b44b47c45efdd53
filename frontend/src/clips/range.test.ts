import { describe, expect, test } from "vitest";
import { along, beginWith, findFault, frame, moveEnd, reframe, shift, stepOf } from "./range";

describe("a clip begins as", () => {
  test("the thirty seconds before the moment", () => {
    expect(beginWith(100, 400)).toEqual({ from: 70, to: 100 });
  });

  test("less where the show has just begun, and five seconds where somebody asks at its very start", () => {
    expect(beginWith(12.3456, 20)).toEqual({ from: 0, to: 12.346 });
    expect(beginWith(0.2, 20)).toEqual({ from: 0, to: 5 });
  });

  test("nothing that is not there yet", () => {
    expect(beginWith(500, 400)).toEqual({ from: 370, to: 400 });
    const tooShort = beginWith(3, 3);
    expect(tooShort).toEqual({ from: 0, to: 3 });
    expect(findFault(tooShort)).toBe("shortest");
  });
});

describe("an end that is moved", () => {
  const clip = { from: 100, to: 130 };

  test("leaves the other where it is", () => {
    expect(moveEnd(clip, "from", 90.25, 400)).toEqual([{ from: 90.25, to: 130 }, null]);
    expect(moveEnd(clip, "to", 140, 400)).toEqual([{ from: 100, to: 140 }, null]);
  });

  test.each([
    ["from", 128, 125, "shortest"],
    ["to", 101, 105, "shortest"],
    ["from", -4, 0, "begin"],
    ["to", 300, 280, "longest"],
  ] as const)("%s to %d goes to %d and says why", (end, place, stays, why) => {
    const [moved, said] = moveEnd(clip, end, place, 400);
    expect(moved[end]).toBe(stays);
    expect(said).toBe(why);
  });

  test("goes no further than the show does, and says that first", () => {
    expect(moveEnd(clip, "to", 190, 150)).toEqual([{ from: 100, to: 150 }, "now"]);
    expect(moveEnd({ from: 300, to: 330 }, "from", 10, 400)).toEqual([{ from: 150, to: 330 }, "longest"]);
  });

  test("at a bound is no fault", () => {
    expect(moveEnd(clip, "from", 125, 400)).toEqual([{ from: 125, to: 130 }, null]);
    expect(findFault({ from: 125, to: 130 })).toBeNull();
    expect(findFault({ from: 0, to: 180.5 })).toBe("longest");
  });
});

test("all of it is moved with its length kept", () => {
  expect(shift({ from: 100, to: 130 }, -10, 400)).toEqual([{ from: 90, to: 120 }, null]);
  expect(shift({ from: 4, to: 34 }, -10, 400)).toEqual([{ from: 0, to: 30 }, "begin"]);
  expect(shift({ from: 365, to: 395 }, 10, 400)).toEqual([{ from: 370, to: 400 }, "now"]);
});

describe("the line", () => {
  test("is three times the clip, which lies in its midst", () => {
    expect(frame({ from: 100, to: 130 }, 400)).toEqual({ from: 70, to: 160 });
  });

  test("ends where the show does", () => {
    expect(frame({ from: 370, to: 400 }, 400)).toEqual({ from: 310, to: 400 });
    expect(frame({ from: 0, to: 12 }, 20)).toEqual({ from: 0, to: 20 });
  });

  test("has room for fingers beside the shortest, and no more than it needs for the longest", () => {
    expect(frame({ from: 100, to: 105 }, 400)).toEqual({ from: 72.5, to: 132.5 });
    expect(frame({ from: 1000, to: 1180 }, 4000)).toEqual({ from: 910, to: 1270 });
  });

  test("stays as it is until an end comes near its own", () => {
    const line = { from: 70, to: 160 };
    expect(reframe(line, { from: 80, to: 150 }, 400)).toBe(line);
    expect(reframe(line, { from: 74, to: 130 }, 400)).toEqual({ from: 18, to: 186 });
    expect(reframe(line, { from: 200, to: 230 }, 400)).toEqual({ from: 170, to: 260 });
    expect(reframe(line, { from: 100, to: 160 }, 160)).toBe(line);
  });

  test("says where on it a place is", () => {
    expect(along({ from: 60, to: 160 }, 85)).toBe(0.25);
    expect(along({ from: 60, to: 160 }, 10)).toBe(0);
    expect(along({ from: 0, to: 0 }, 10)).toBe(0);
  });
});

test.each([
  ["ArrowLeft", {}, -0.1],
  ["ArrowUp", {}, 0.1],
  ["ArrowRight", { shiftKey: true }, 1],
  ["ArrowRight", { altKey: true }, 0.04],
  [",", {}, -0.04],
  [".", {}, 0.04],
  ["PageUp", {}, 10],
  ["a", {}, null],
  [" ", {}, null],
] as const)("%s with %o moves by %s", (key, held, by) => {
  expect(stepOf(key, held, 0.04)).toBe(by);
});
