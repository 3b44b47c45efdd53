import { expect, test } from "vitest";
import type { Status } from "../api/types";
import { type Stage, stageOf } from "./stage";
import type { PlaybackView } from "./view";

type Source = PlaybackView["source"];

const cases: [Status, string | null, PlaybackView["state"], Stage][] = [
  ["scheduled", null, "idle", "scheduled"],
  ["live", null, "idle", "starting"],
  ["live", null, "starting", "starting"],
  ["live", null, "playing", "playing"],
  ["live", null, "stalled", "playing"],
  ["live", "2026-01-01T00:00:30Z", "stalled", "interrupted"],
  ["live", "2026-01-01T00:00:30Z", "idle", "interrupted"],
  ["live", null, "finished", "starting"],
  ["ended", null, "playing", "playing"],
  ["ended", null, "finished", "ended"],
  ["ended", null, "idle", "ended"],
  ["archived", null, "idle", "archived"],
  ["cancelled", null, "idle", "cancelled"],
];

test.each(cases)(
  "%s, interrupted until %s, player %s: the stage is %s",
  (status, interrupted_until, state, stage) => {
    expect(stageOf({ status, interrupted_until }, { state, source: "live" })).toBe(stage);
  },
);

const kept: [Status, string | null, Source, PlaybackView["state"], Stage][] = [
  ["ended", null, "live", "playing", "playing"],
  ["ended", null, "live", "finished", "replay"],
  ["ended", null, "replay", "starting", "replay"],
  ["ended", null, "replay", "playing", "playing"],
  ["ended", null, "replay", "finished", "replay"],
  ["archived", null, "live", "idle", "replay"],
  ["cancelled", null, "live", "idle", "cancelled"],
  ["live", null, "replay", "stalled", "playing"],
  ["live", "2026-01-01T00:00:30Z", "replay", "playing", "playing"],
];

test.each(kept)(
  "with a replay: %s, interrupted until %s, %s is %s: the stage is %s",
  (status, interrupted_until, source, state, stage) => {
    expect(stageOf({ status, interrupted_until }, { state, source }, true)).toBe(stage);
  },
);
