import { expect, test } from "vitest";
import { sampleLivestream } from "../../channel/sample";
import { arrangeOwn, sumUp } from "./own";

const ids = (livestreams: { id: string }[]) => livestreams.map(({ id }) => id);

test("an artist's own: what is on, what is next, and what was last", () => {
  const own = arrangeOwn([
    sampleLivestream({ id: "first", status: "ended", ended_at: "2026-11-01T20:00:00Z" }),
    sampleLivestream({ id: "open", title: "A" }),
    sampleLivestream({ id: "later", scheduled_start_at: "2026-12-09T20:00:00Z" }),
    sampleLivestream({ id: "next", scheduled_start_at: "2026-12-02T20:00:00Z" }),
    sampleLivestream({ id: "live", status: "live", started_at: "2026-12-01T20:00:00Z" }),
    sampleLivestream({ id: "off", status: "cancelled", scheduled_start_at: "2026-11-10T20:00:00Z" }),
    sampleLivestream({ id: "last", status: "archived", ended_at: "2026-11-20T20:00:00Z" }),
  ]);
  expect(ids(own.live)).toEqual(["live"]);
  expect(ids(own.upcoming)).toEqual(["next", "later", "open"]);
  expect(ids(own.past)).toEqual(["last", "off", "first"]);
});

test("what never was on air counts for nothing, and what is on has no length yet", () => {
  const show = (change: object) =>
    sampleLivestream({ status: "ended", started_at: "2026-11-01T20:00:00Z", ...change });
  expect(
    sumUp([
      show({ ended_at: "2026-11-01T21:00:00Z", peak_viewer_count: 40 }),
      show({ ended_at: "2026-11-01T20:30:00Z", peak_viewer_count: 12 }),
      show({ status: "live", ended_at: null, peak_viewer_count: 90 }),
      show({ status: "cancelled", started_at: null, ended_at: "2026-11-02T20:00:00Z" }),
    ]),
  ).toEqual({ shows: 2, peak: 90, length: 90 * 60_000 });
});
