import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Clapping } from "./clapping";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function begin() {
  const said: number[] = [];
  const clap = vi.fn();
  return { said, clap, clapping: new Clapping((count) => said.push(count), clap) };
}

test("a tap is one clap, said at once", () => {
  const { said, clap, clapping } = begin();
  clapping.hold();
  clapping.release();
  expect(said).toEqual([1]);
  vi.advanceTimersByTime(5_000);
  expect(said).toEqual([1]);
  expect(clap).toHaveBeenCalledTimes(1);
});

test("who holds claps on, and it is said once a second", () => {
  const { said, clap, clapping } = begin();
  clapping.hold();
  clapping.hold();
  vi.advanceTimersByTime(3_500);
  clapping.release();
  vi.advanceTimersByTime(5_000);
  expect(said).toHaveLength(5);
  expect(said.reduce((sum, count) => sum + count)).toBe(clap.mock.calls.length);
  expect(Math.max(...said)).toBeLessThanOrEqual(7);
});

test("many taps in a second are one message, of twenty at most", () => {
  const { said, clapping } = begin();
  for (let tap = 0; tap < 40; tap++) {
    clapping.hold();
    clapping.release();
  }
  vi.advanceTimersByTime(5_000);
  expect(said).toEqual([1, 20]);
});

test("nothing is said after the end", () => {
  const { said, clapping } = begin();
  clapping.hold();
  vi.advanceTimersByTime(500);
  clapping.stop();
  vi.advanceTimersByTime(5_000);
  expect(said).toEqual([1]);
});
