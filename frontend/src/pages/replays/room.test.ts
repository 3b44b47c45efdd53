import { expect, test } from "vitest";
import type { LivestreamReplay } from "../../api/types";
import { describeOwn, describeRoom, describeTerm, findBadge, formatDays } from "./room";

const NOW = Date.parse("2026-02-01T12:00:00Z");
const REPLAY: LivestreamReplay = {
  state: "ready",
  visibility: "public",
  keep: false,
  from: "2026-01-31T20:00:00Z",
  duration: 3600,
  bytes: 1_800_000_000,
  expires_at: "2026-03-02T21:00:00Z",
  url: "/live/r/index.m3u8",
};

test.each([
  [30, "30 days"],
  [1, "1 day"],
  [1.5, "1.5 days"],
  [0.5, "12 hours"],
])("%d days are %s", (days, words) => expect(formatDays(days)).toBe(words));

test("an artist reads for how long a recording is kept", () => {
  expect(describeTerm({ days: 30 })).toContain("30 days after the show");
  expect(describeTerm({ days: 0 })).toBe("It is kept until you delete it.");
});

test("of little room it is said what goes next, of none that nothing is recorded", () => {
  expect(describeRoom({ bytes: 5_000, quota: null })).toEqual({
    words: "5\u00a0KB used",
    tone: "fine",
    next: "",
  });
  expect(describeRoom({ bytes: 5_000, quota: 10_000 }).tone).toBe("fine");
  expect(describeRoom({ bytes: 9_500, quota: 10_000 }).tone).toBe("nearly");
  expect(describeRoom({ bytes: 9_500, quota: 10_000 }).next).toContain("the oldest replays go");
  expect(describeRoom({ bytes: 10_001, quota: 10_000 })).toMatchObject({
    words: "10\u00a0KB of 10\u00a0KB used",
    tone: "full",
  });
});

test("what goes within the notice says so, what is kept or made does not", () => {
  expect(findBadge(REPLAY, 3, NOW)).toBeNull();
  const soon = { ...REPLAY, expires_at: "2026-02-03T14:00:00Z" };
  expect(findBadge(soon, 3, NOW)).toEqual({ tone: "warn", words: "Goes in 2 days 2 h" });
  expect(findBadge(soon, 3, NOW + 3 * 86_400_000)?.words).toBe("Goes now");
  expect(findBadge({ ...soon, keep: true }, 3, NOW)?.words).toBe("Kept");
  expect(findBadge({ ...soon, state: "recording" }, 3, NOW)?.words).toBe("Being recorded");
  expect(findBadge({ ...REPLAY, expires_at: null }, 3, NOW)).toBeNull();
});

test("each says when it was, how long and large it is, and until when it is kept", () => {
  const [facts, until] = describeOwn(REPLAY, NOW);
  expect(facts).toContain("1 h, 1.8\u00a0GB");
  expect(until).toContain("Kept until");
  expect(describeOwn({ ...REPLAY, keep: true, state: "partial" }, NOW)).toEqual([
    expect.stringContaining("some of the show is missing"),
    "Kept until you delete it",
  ]);
});
