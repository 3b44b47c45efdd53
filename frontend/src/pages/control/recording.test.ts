import { expect, test } from "vitest";
import type { LivestreamReplay } from "../../api/types";
import { describeDownload, describeReplay } from "./recording";

const NOW = Date.parse("2026-02-01T12:00:00Z");
const KEPT: LivestreamReplay = {
  state: "ready",
  visibility: "public",
  keep: false,
  from: "2026-02-01T10:00:00.000Z",
  duration: 3_900,
  bytes: 1,
  expires_at: "2026-03-03T12:00:00.000Z",
  url: "/live/r/index.m3u8",
};

test("a recording says how long it is and until when it is kept", () => {
  const said = describeReplay(KEPT, NOW);
  expect(said).toMatch(/^All of the show is in it, 1 h 5 min\. It is kept until .*3.*\.$/);
});

test("one that is kept for good names no day", () => {
  expect(describeReplay({ ...KEPT, keep: true }, NOW)).toBe("All of the show is in it, 1 h 5 min.");
  expect(describeReplay({ ...KEPT, expires_at: null }, NOW)).toBe("All of the show is in it, 1 h 5 min.");
});

test("what is missing, under way or gone is said", () => {
  expect(describeReplay({ ...KEPT, state: "partial", keep: true }, NOW)).toMatch(
    /^Some of the show is missing/,
  );
  expect(describeReplay({ ...KEPT, state: "recording", duration: null, expires_at: null }, NOW)).toBe(
    "It is being recorded, and fans can start over.",
  );
  expect(describeReplay({ ...KEPT, state: "gone" }, NOW)).toBe("It is deleted.");
  expect(describeReplay(null, NOW)).toBe("");
});

test("a download says how large it is, where that is known", () => {
  expect(describeDownload({ ...KEPT, bytes: 7_240_000_000 })).toBe("Download (7.2\u00a0GB)");
  expect(describeDownload({ ...KEPT, bytes: null })).toBe("Download");
  expect(describeDownload({ ...KEPT, state: "recording" })).toBe("Download what there is by now");
});
