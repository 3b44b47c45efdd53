import { describe, expect, test } from "vitest";
import { backoff } from "./backoff";
import {
  CONNECT_TIMEOUT_MS,
  type Effect,
  IDLE_LINK,
  type Input,
  type Link,
  MOVED,
  SILENCE_MS,
  step,
} from "./link";

/** Walks a link through inputs at given times; answers the last state and every effect on the way. */
function walk(...inputs: (Input & { at?: number })[]): [Link, Effect[]] {
  let link = IDLE_LINK;
  const all: Effect[] = [];
  for (const { at = 0, ...input } of inputs) {
    const [next, effects] = step(link, input, { now: at, random: 0.5 });
    link = next;
    all.push(...effects);
  }
  return [link, all];
}

const last = (effects: Effect[], timer: string) =>
  effects.findLast((one) => one.do === "set" && one.timer === timer);

const START: Input = { type: "start" };
const OPENED: Input = { type: "opened" };
const closed = (code: number, at = 0) => ({ type: "closed" as const, code, at });

test("it connects, opens and watches for silence", () => {
  const [link, effects] = walk(START, OPENED);
  expect(link.phase).toBe("open");
  expect(effects[0]).toEqual({ do: "connect" });
  expect(last(effects, "silence")).toMatchObject({ ms: SILENCE_MS });
});

test.each([4401, 4403, 4404])("close code %i is final", (code) => {
  const [link, effects] = walk(START, OPENED, closed(code));
  expect(link).toMatchObject({ phase: "refused", code });
  expect(last(effects, "reconnect")).toBeUndefined();
  expect(step(link, { type: "woke" }, { now: 1e6, random: 0 })[1]).toEqual([]);
});

test("a session that ends under an open channel may have a successor, which is asked for once", () => {
  const [link, effects] = walk(START, OPENED, { type: "heard" }, closed(4401));
  expect(link.phase).toBe("waiting");
  expect((last(effects, "reconnect") as { ms: number }).ms).toBeLessThanOrEqual(500);
  const [after] = walk(
    START,
    OPENED,
    { type: "heard" },
    closed(4401),
    { type: "timer", name: "reconnect" },
    OPENED,
    closed(4401),
  );
  expect(after).toMatchObject({ phase: "refused", code: 4401 });
});

test("who leaves comes back when asked to, and not before", () => {
  const [link, effects] = walk(START, OPENED, { type: "heard" }, { type: "leave" });
  expect(link).toMatchObject({ phase: "refused", code: MOVED });
  expect(effects).toContainEqual({ do: "drop" });
  for (const type of ["woke", "networked"] as const) {
    expect(step(link, { type }, { now: 1e6, random: 0 })).toEqual([link, []]);
  }
  expect(step(link, { type: "again" }, { now: 0, random: 0 })[0].phase).toBe("connecting");
});

test.each([4403, 4404, 4409])("close code %i is final for who was let in, too, until asked again", (code) => {
  const [link] = walk(START, OPENED, { type: "heard" }, closed(code));
  expect(link).toMatchObject({ phase: "refused", code });
  expect(step(link, { type: "again" }, { now: 0, random: 0 })[0]).toMatchObject({
    phase: "connecting",
    code: null,
  });
});

test.each([1000, 1006, 1011, 1012, 4408, 4429, 4503])("close code %i is tried again", (code) => {
  const [link, effects] = walk(START, OPENED, closed(code));
  expect(link.phase).toBe("waiting");
  expect(last(effects, "reconnect")).toBeDefined();
});

test("why nobody can be let in is known until somebody is", () => {
  const away = walk(START, OPENED, closed(4503));
  expect(away[0]).toMatchObject({ phase: "waiting", code: 4503 });
  const again: Input[] = [{ type: "timer", name: "reconnect" }, OPENED];
  expect(walk(START, OPENED, closed(4503), ...again)[0]).toMatchObject({ phase: "open", code: 4503 });
  expect(walk(START, OPENED, closed(4503), ...again, { type: "heard" })[0].code).toBeNull();
  expect(walk(START, OPENED, closed(4503), ...again, closed(1006))[0].code).toBeNull();
});

test("too many sockets waits longer than a lost one", () => {
  const wait = (code: number) => last(walk(START, OPENED, closed(code))[1], "reconnect");
  expect((wait(4429) as { ms: number }).ms).toBeGreaterThanOrEqual(5_000);
  expect((wait(1006) as { ms: number }).ms).toBeLessThanOrEqual(500);
});

describe("goodbye", () => {
  const goodbye = { type: "heard" as const, goodbye: 7_300 };

  test("the server's delay is kept exactly, and polling stays away meanwhile", () => {
    const [, effects] = walk(START, OPENED, goodbye, closed(1012));
    expect(last(effects, "reconnect")).toMatchObject({ ms: 7_300 });
    expect((last(effects, "poll") as { ms: number }).ms).toBeGreaterThan(7_300);
  });

  test("waking does not jump the queue", () => {
    const [link] = walk(START, OPENED, goodbye, closed(1012));
    expect(step(link, { type: "woke" }, { now: 0, random: 0 })[1]).toEqual([]);
  });

  test("a later loss backs off as usual", () => {
    const [, effects] = walk(
      START,
      OPENED,
      goodbye,
      closed(1012),
      { type: "timer", name: "reconnect" },
      OPENED,
      closed(1006, 60_000),
    );
    expect(last(effects, "reconnect")).toMatchObject({ ms: 250 });
  });
});

describe("a dead link", () => {
  test("is dropped after 40 s without a frame", () => {
    const [link, effects] = walk(START, OPENED, { type: "timer", name: "silence", at: 40_000 });
    expect(link.phase).toBe("waiting");
    expect(effects).toContainEqual({ do: "drop" });
  });

  test("every frame starts the watch again", () => {
    const [, effects] = step(walk(START, OPENED)[0], { type: "heard" }, { now: 9, random: 0 });
    expect(effects).toEqual([{ do: "set", timer: "silence", ms: SILENCE_MS }]);
  });

  test("is noticed at once when the page wakes from a sleep", () => {
    const [link, effects] = walk(START, OPENED, { type: "woke", at: 60_000 });
    expect(link.phase).toBe("waiting");
    expect(effects).toContainEqual({ do: "drop" });
  });

  test("is what every open one is when the network has come back", () => {
    const [link, effects] = walk(START, OPENED, { type: "networked" });
    expect(link.phase).toBe("waiting");
    expect(effects).toContainEqual({ do: "drop" });
  });

  test("a connection that never opens is given up", () => {
    const [link, effects] = walk(START, { type: "timer", name: "silence", at: CONNECT_TIMEOUT_MS });
    expect(link.phase).toBe("waiting");
    expect(effects).toContainEqual({ do: "drop" });
  });
});

describe("polling", () => {
  test("begins after a loss and repeats about every 10 s", () => {
    const [, effects] = walk(START, OPENED, closed(1006), { type: "timer", name: "poll" });
    expect(effects).toContainEqual({ do: "poll" });
    expect(last(effects, "poll")).toMatchObject({ ms: 10_000 });
  });

  test("stops when the channel opens", () => {
    const [link, effects] = walk(START, closed(1006), { type: "timer", name: "reconnect" }, OPENED);
    expect(effects).toContainEqual({ do: "clear", timer: "poll" });
    expect(step(link, { type: "timer", name: "poll" }, { now: 0, random: 0 })[1]).toEqual([]);
  });
});

describe("back-off", () => {
  test("is full jitter under a doubling, capped limit", () => {
    expect([0, 1, 2, 3, 9, 99].map((attempt) => backoff(attempt, 0.999999))).toEqual([
      500, 1_000, 2_000, 4_000, 10_000, 10_000,
    ]);
    expect(backoff(9, 0)).toBe(0);
  });

  test("grows over failures, and over connections that do not last", () => {
    const again: Input = { type: "timer", name: "reconnect" };
    const [link] = walk(START, closed(1006), again, closed(1006), again, OPENED, closed(1006));
    expect(link.attempt).toBe(3);
  });

  test("starts over after a connection that held", () => {
    const again: Input = { type: "timer", name: "reconnect" };
    const [link] = walk(START, closed(1006), again, closed(1006), again, OPENED, closed(1006, 10_000));
    expect(link.attempt).toBe(1);
  });
});
