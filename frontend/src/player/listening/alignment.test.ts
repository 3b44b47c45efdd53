import { expect, test } from "vitest";
import { Alignment } from "./alignment";

/** Moves a player that stands still for `cost` seconds with each move until it is there; the moves it took. */
function play(off: number, cost: number): number {
  const alignment = new Alignment();
  for (let [now, moves] = [0, 0]; now < 5_000; now += 40) {
    const move = alignment.next(off, now);
    if (move === 0) return moves;
    if (move === null) continue;
    off += cost - move;
    moves += 1;
  }
  return Number.POSITIVE_INFINITY;
}

test("a player that is there is left alone", () => {
  expect(play(0.01, 0.1)).toBe(0);
  expect(play(-0.01, 0.1)).toBe(0);
});

test.each([0, 0.04, 0.12, 0.4])("two moves suffice where each costs %f s", (cost) => {
  expect(play(0.3, cost)).toBeLessThanOrEqual(2);
  expect(play(-0.3, cost)).toBeLessThanOrEqual(2);
});

test("nothing is concluded from what was not there a moment ago", () => {
  const alignment = new Alignment();
  expect(alignment.next(0.3, 0)).toBeCloseTo(0.34);
  expect(alignment.next(0, 40)).toBeNull();
  expect(alignment.next(0, 160)).toBe(0);
});

test("nobody is moved to where there is nothing yet", () => {
  const alignment = new Alignment();
  expect(alignment.next(0.3, 0, 0.1)).toBeNull();
  expect(alignment.next(0.3, 40, 0.5)).toBeCloseTo(0.34);
});
