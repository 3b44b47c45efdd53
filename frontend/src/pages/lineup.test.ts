import { expect, test } from "vitest";
import { sampleLivestream } from "../channel/sample";
import { arrange } from "./lineup";

const now = new Date(2026, 5, 10, 12).getTime();
const at = (days: number, hours = 0) => new Date(now + (days * 24 + hours) * 3_600_000).toISOString();
const ids = (livestreams: { id: string }[]) => livestreams.map(({ id }) => id);

test("what is live stands in the order it began, whatever its counts", () => {
  const live = (id: string, hours: number, viewer_count: number) =>
    sampleLivestream({ id, status: "live", started_at: at(0, -hours), viewer_count });
  expect(ids(arrange([live("old", 3, 900), live("new", 1, 2)], now).live)).toEqual(["new", "old"]);
});

test("what is to come stands day by day, and what has no date last", () => {
  const upcoming = (id: string, scheduled_start_at: string | null) =>
    sampleLivestream({ id, scheduled_start_at });
  const groups = arrange(
    [
      upcoming("open", null),
      upcoming("tomorrow", at(1)),
      upcoming("late", at(0, 2)),
      upcoming("due", at(0, -1)),
    ],
    now,
  ).upcoming;
  expect(groups.map(({ day, livestreams }) => [day, ids(livestreams)])).toEqual([
    ["Any moment", ["due"]],
    ["Today", ["late"]],
    ["Tomorrow", ["tomorrow"]],
    ["No date yet", ["open"]],
  ]);
});

test("what is over is in no line-up", () => {
  const over = (["ended", "archived", "cancelled"] as const).map((status) =>
    sampleLivestream({ id: status, status }),
  );
  expect(arrange(over, now)).toEqual({ live: [], upcoming: [] });
});
