import { expect, test } from "vitest";
import { findHours } from "./hours";

const START = Date.parse("2026-11-27T20:00:00Z");
const show = { status: "scheduled", scheduled_start_at: "2026-11-27T20:00:00Z", ended_at: null } as const;
const over = { ...show, status: "ended", ended_at: "2026-11-27T21:00:00Z" } as const;
const HOUR = 3_600_000;

test("a room opens an hour before its show, and at once where there is no date", () => {
  expect(findHours(show, START - HOUR - 1)).toEqual({ is: "early", opens: START - HOUR });
  expect(findHours(show, START - HOUR)).toEqual({ is: "waiting" });
  expect(findHours({ ...show, scheduled_start_at: null }, 0)).toEqual({ is: "waiting" });
});

test("it is open while the show is on, and for an hour after it", () => {
  expect(findHours({ ...show, status: "live" }, START + 9 * HOUR)).toEqual({ is: "open" });
  expect(findHours(over, START + 2 * HOUR - 1)).toEqual({ is: "open" });
  expect(findHours(over, START + 2 * HOUR)).toEqual({ is: "over" });
});

test("what was called off, or put away, has none", () => {
  expect(findHours({ ...show, status: "cancelled" }, START)).toEqual({ is: "over" });
  expect(findHours({ ...over, status: "archived" }, START + 9 * HOUR)).toEqual({ is: "over" });
});
