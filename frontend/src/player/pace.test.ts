import { describe, expect, test } from "vitest";
import { Pace } from "./pace";

/** A player whose parts of `part` seconds arrive `delay(n)` late; returns how it went. */
function watch(
  pace: Pace,
  {
    seconds,
    ahead,
    part = 0.2,
    delay = () => 0,
    from = 0,
  }: {
    seconds: number;
    ahead: number;
    part?: number;
    delay?: (n: number) => number;
    from?: number;
  },
) {
  let buffered = ahead;
  let rate = 1;
  let stalls = 0;
  let standing = false;
  let fastest = 1;
  let next = 1;
  let end = 0;
  const lows: number[] = [];
  for (let step = 1; step <= seconds * 100; step++) {
    const now = from + step / 100;
    while (now - from >= end + part + delay(next)) {
      buffered += part;
      end += part;
      next += 1;
    }
    if (buffered > 0.01) {
      standing = false;
      buffered -= rate / 100;
    } else if (!standing) {
      standing = true;
      stalls += 1;
      pace.stall(now);
    }
    if (step % 10 === 0) rate = standing ? 1 : pace.next(now, buffered, part);
    fastest = Math.max(fastest, rate);
    lows.push(buffered);
  }
  return { stalls, fastest, low: Math.min(...lows.slice(-200)), rate };
}

describe("on a good network", () => {
  test("a buffer that never runs low is played away, slowly enough for voices", () => {
    const { stalls, fastest, low, rate } = watch(new Pace(), { seconds: 12, ahead: 0.8 });
    expect(stalls).toBe(0);
    expect(fastest).toBeLessThanOrEqual(1.15);
    expect(low).toBeLessThan(0.35);
    expect(low).toBeGreaterThan(0.02);
    expect(rate).toBe(1);
  });

  test("whoever is seconds behind is home within half a minute", () => {
    expect(watch(new Pace(), { seconds: 28, ahead: 5 }).low).toBeLessThan(0.35);
  });

  test("whole segments in place of parts are waited for", () => {
    expect(watch(new Pace(), { seconds: 60, ahead: 2.5, part: 2 }).stalls).toBe(0);
  });

  test("at the margin nothing is hurried", () => {
    expect(watch(new Pace(), { seconds: 10, ahead: 0.25 }).fastest).toBe(1);
  });
});

describe("on a bad network", () => {
  const late = (n: number) => (n % 20 === 0 ? 0.6 : 0);

  test("stalls move the picture away from live until they cease", () => {
    const pace = new Pace();
    watch(pace, { seconds: 12, ahead: 0.3, delay: late });
    expect(watch(pace, { seconds: 10, ahead: 0.9, delay: late, from: 12 }).stalls).toBe(0);
    expect(pace.margin).toBeGreaterThan(0.3);
  });

  test("it comes back when the network is good again, a step at a time", () => {
    const pace = new Pace();
    for (let n = 0; n < 4; n++) pace.stall(n);
    expect(pace.margin).toBeCloseTo(1.2);
    watch(pace, { seconds: 20, ahead: 1.5, from: 3 });
    expect(pace.margin).toBeCloseTo(0.95);
    watch(pace, { seconds: 45, ahead: 1.2, from: 23 });
    expect(pace.margin).toBeCloseTo(0.2);
  });

  test("a network that stalls at each step nearer is tried more and more rarely", () => {
    const pace = new Pace();
    const steps: number[] = [];
    let since = 0;
    pace.stall(0);
    for (let now = 1; now < 400; now++) {
      const before = pace.margin;
      pace.next(now, 1, 0.2);
      if (pace.margin === before) continue;
      steps.push(now - since);
      since = now;
      pace.stall(now);
    }
    expect(steps).toEqual([15, 30, 60, 120]);
  });

  test("the margin has a limit", () => {
    const pace = new Pace();
    for (let n = 0; n < 40; n++) pace.stall(n);
    expect(pace.margin).toBe(3);
  });
});

test("a stall of the publisher's is not held against the network", () => {
  const pace = new Pace();
  pace.stall(0);
  pace.excuse(10);
  expect(pace.margin).toBe(0.2);
  pace.stall(20);
  pace.excuse(60);
  expect(pace.margin).toBeCloseTo(0.45);
});

test("after a jump it looks anew before it hurries", () => {
  const pace = new Pace();
  for (let n = 0; n < 20; n++) pace.next(n / 10, 3, 0.2);
  expect(pace.next(2, 3, 0.2)).toBeGreaterThan(1);
  pace.rest();
  expect(pace.next(2.1, 3, 0.2)).toBe(1);
});

test("however the buffer goes, nothing is ever played slower than it was sent", () => {
  const pace = new Pace();
  let seed = 7;
  const random = () => {
    seed = (seed * 16807) % 2147483647;
    return seed / 2147483647;
  };
  for (let step = 0; step < 20_000; step++) {
    const now = step / 10;
    if (random() < 0.01) pace.stall(now);
    if (random() < 0.01) pace.excuse(now);
    if (random() < 0.01) pace.rest();
    const rate = pace.next(now, random() < 0.3 ? 0 : random() * 8, random() < 0.2 ? 2 : 0.2);
    expect(rate).toBeGreaterThanOrEqual(1);
    expect(rate).toBeLessThanOrEqual(1.3);
  }
});

describe("where all that comes is known to come later", () => {
  test("the picture waits for it bit by bit, rather than standing still, and comes back afterwards", () => {
    const pace = new Pace();
    watch(pace, { seconds: 5, ahead: 0.25 });
    pace.reserve(0.3);
    const later = watch(pace, { seconds: 10, ahead: 0.25, from: 5 });
    expect(later.stalls).toBe(0);
    expect(later.low).toBeGreaterThan(0.35);
    expect(pace.margin).toBe(0.2);
    pace.reserve(0);
    const back = watch(pace, { seconds: 12, ahead: 0.7, from: 15 });
    expect(back.stalls).toBe(0);
    expect(back.low).toBeLessThan(0.35);
  });
});
