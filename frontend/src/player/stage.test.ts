import { expect, test } from "vitest";
import type { Status } from "../api/types";
import { type Stage, stageOf } from "./stage";
import type { PlaybackView } from "./view";

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
    expect(stageOf({ status, interrupted_until }, { state })).toBe(stage);
  },
);
