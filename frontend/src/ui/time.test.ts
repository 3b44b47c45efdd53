import { expect, test } from "vitest";
import {
  describeLength,
  formatAway,
  formatDay,
  formatLength,
  formatMoment,
  formatStart,
  formatWithin,
  fromLocalInput,
  nameZone,
  toLocalInput,
} from "./time";

test.each([
  [0, "0:00"],
  [59_999, "0:59"],
  [247_000, "4:07"],
  [3_729_000, "1:02:09"],
  [-5_000, "0:00"],
])("%i ms on a clock read %s", (ms, words) => {
  expect(formatLength(ms)).toBe(words);
});

test.each([
  [40_000, "40 s"],
  [720_000, "12 min"],
  [3 * 3_600_000, "3 h"],
  [11_100_000, "3 h 5 min"],
  [86_400_000, "1 day"],
  [187_200_000, "2 days 4 h"],
])("%i ms in words are %s", (ms, words) => {
  expect(describeLength(ms)).toBe(words);
});

test("days near today have names", () => {
  const now = new Date(2026, 2, 29, 23, 30).getTime();
  expect(formatDay(new Date(2026, 2, 29, 0, 5), now)).toBe("Today");
  expect(formatDay(new Date(2026, 2, 30, 0, 5), now)).toBe("Tomorrow");
  expect(formatDay(new Date(2026, 2, 28, 23), now)).toBe("Yesterday");
});

test("a form's local time survives the way through UTC", () => {
  expect(toLocalInput(fromLocalInput("2026-07-01T20:30") ?? "")).toBe("2026-07-01T20:30");
  expect(fromLocalInput("")).toBeNull();
});

test("what is yet to come names its zone, and pages can name it in full", () => {
  const now = Date.UTC(2026, 6, 1, 12);
  const at = new Date(now).toISOString();
  const short = formatStart(at, now).slice(formatMoment(at, now).length);
  expect(short).toMatch(/^ \S+/);
  expect(nameZone(now).length).toBeGreaterThanOrEqual(short.length - 1);
});

test("a day near today has a small letter within a sentence", () => {
  const now = new Date(2026, 2, 29, 23, 30).getTime();
  expect(formatWithin(new Date(2026, 2, 28, 23).toISOString(), now)).toMatch(/^yesterday, /);
  expect(formatWithin(new Date(2026, 2, 1, 23).toISOString(), now)).toBe(
    formatMoment(new Date(2026, 2, 1, 23).toISOString(), now),
  );
});

test("what is near is told by how far away it is", () => {
  expect(formatAway(20 * 60_000)).toBe("in 20 minutes");
  expect(formatAway(-3 * 3_600_000)).toBe("3 hours ago");
  expect(formatAway(50 * 3_600_000)).toBe("in 2 days");
});
