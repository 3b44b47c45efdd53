import { describe, expect, test } from "vitest";
import { advance, isFinished, isStuck, type Sample } from "./progress";

const sample = (change: Partial<Sample> = {}): Sample => ({
  now: 1_000,
  currentTime: 10,
  ahead: 0,
  listed: 2,
  paused: false,
  ended: false,
  complete: true,
  ...change,
});

const moved = (movedAt: number) => ({ currentTime: 10, movedAt });

test("time counts from the last new picture, and not at all in a pause", () => {
  expect(advance(moved(0), sample())).toEqual(moved(0));
  expect(advance(moved(0), sample({ currentTime: 11 }))).toEqual({ currentTime: 11, movedAt: 1_000 });
  expect(advance(moved(0), sample({ paused: true }))).toEqual(moved(1_000));
});

describe("after the end", () => {
  test("what is left is played first", () => {
    expect(isFinished(moved(950), sample({ ahead: 0.8 }))).toBe(false);
    expect(isFinished(moved(950), sample({ ahead: 0 }))).toBe(false);
  });

  test("the last frame of an ended playlist is the end within 0.3 s, even if the element does not say so", () => {
    expect(isFinished(moved(0), sample({ now: 150 }))).toBe(true);
  });

  test("the element's own word is enough", () => {
    expect(isFinished(moved(1_000), sample({ ended: true }))).toBe(true);
  });

  test("while the playlist is open, more may come", () => {
    expect(isFinished(moved(0), sample({ now: 500, complete: false }))).toBe(false);
    expect(isFinished(moved(0), sample({ now: 800, complete: false }))).toBe(true);
  });

  test("a last part that is listed but still on its way is waited for", () => {
    expect(isFinished(moved(0), sample({ now: 900, ahead: 0.4 }))).toBe(false);
  });

  test("a player that hangs in the middle is not waited for beyond 2 s", () => {
    expect(isFinished(moved(0), sample({ now: 1_999, ahead: 3 }))).toBe(false);
    expect(isFinished(moved(0), sample({ now: 2_000, ahead: 3 }))).toBe(true);
  });
});

describe("while live", () => {
  test("six seconds without a picture mean that the player is stuck", () => {
    expect(isStuck(moved(0), sample({ now: 5_999 }), "playing")).toBe(false);
    expect(isStuck(moved(0), sample({ now: 6_000 }), "playing")).toBe(true);
  });

  test("the first picture may take longer", () => {
    expect(isStuck(moved(0), sample({ now: 11_000 }), "starting")).toBe(false);
  });

  test("where the playlist does not go on, neither does a new player; unless the publisher is known to be back", () => {
    expect(isStuck(moved(0), sample({ now: 19_000, listed: 0 }), "playing")).toBe(false);
    expect(isStuck(moved(0), sample({ now: 6_000, listed: 0 }), "resumed")).toBe(true);
  });

  test("a pause is the fan's own", () => {
    expect(isStuck(moved(0), sample({ now: 60_000, paused: true }), "playing")).toBe(false);
  });
});
