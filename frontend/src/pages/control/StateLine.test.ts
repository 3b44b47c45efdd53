import { expect, test } from "vitest";
import { readLength } from "./StateLine";

const now = Date.parse("2026-01-01T20:05:00Z");
const show = { started_at: "2026-01-01T20:00:00Z", ended_at: null };

test("a show is counted while it is on, and keeps its length", () => {
  expect(readLength({ ...show, status: "live" }, now)).toEqual(["On air", "5:00"]);
  const ended_at = "2026-01-01T20:02:03Z";
  expect(readLength({ ...show, ended_at, status: "ended" }, now)).toEqual(["Length", "2 min"]);
  expect(readLength({ started_at: null, ended_at: null, status: "scheduled" }, now)).toEqual([
    "On air",
    "0:00",
  ]);
});

test("one that was cancelled was never on air", () => {
  expect(readLength({ started_at: null, ended_at: null, status: "cancelled" }, now)).toBeNull();
});
