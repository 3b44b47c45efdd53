import { expect, test } from "vitest";
import { ServerClock } from "./serverClock";

const at = (ms: number) => new Date(1_800_000_000_000 + ms).toISOString();

test("until the server has spoken, the machine's own clock has to do", () => {
  expect(new ServerClock().read(5, 42)).toBe(42);
});

test("a machine whose clock is an hour off counts by the server's", () => {
  const clock = new ServerClock();
  clock.note(at(0), 100);
  expect(clock.read(1_100, 7)).toBe(1_800_000_001_000);
});

test("what is repeated from the past does not set the clock back", () => {
  const clock = new ServerClock();
  clock.note(at(0), 100);
  clock.note(at(-60_000), 200);
  clock.note("nonsense", 300);
  expect(clock.read(100, 7)).toBe(1_800_000_000_000);
});
