import type { Livestream } from "../api/types";
import { t } from "../i18n/t";
import type { PlaybackView } from "./view";

/** What the stage shows. Follows from the livestream and the player alone; nothing is remembered. */
export type Stage =
  | "scheduled"
  /** Live, and the first picture is on its way. */
  | "starting"
  | "playing"
  /** The publisher is lost and may come back; the last picture stays. */
  | "interrupted"
  /** The show is over and what was kept of it waits to be played, or was played to its end. */
  | "replay"
  | "ended"
  | "archived"
  | "cancelled";

export function stageOf(
  livestream: Pick<Livestream, "status" | "interrupted_until">,
  playback: Pick<PlaybackView, "state" | "source">,
  kept = false,
): Stage {
  const { status, interrupted_until } = livestream;
  const moving = playback.state === "playing" || playback.state === "stalled";
  // Whoever watches what was, watches it whatever becomes of the show meanwhile.
  if (playback.source === "replay" && moving) return "playing";
  if (status === "live") {
    if (interrupted_until !== null) return "interrupted";
    return moving ? "playing" : "starting";
  }
  // The show is over, but its last second is still on its way to this screen.
  if (status === "ended" && moving) return "playing";
  if (kept && (status === "ended" || status === "archived")) return "replay";
  return status;
}

/** What a screen reader is told when the stage changes. Counts are not worth an interruption. */
export function announce(stage: Stage, artist: string, source: PlaybackView["source"]): string {
  switch (stage) {
    case "scheduled":
      return t("player.saidScheduled");
    case "starting":
      return t("player.saidStarting", { artist });
    case "playing":
      return source === "replay" ? t("player.saidReplay") : t("player.saidLive", { artist });
    case "interrupted":
      return t("player.saidInterrupted");
    case "replay":
      return t("player.saidReplayThere");
    case "ended":
      return t("player.saidEnded");
    case "archived":
      return t("player.saidArchived");
    case "cancelled":
      return t("player.saidCancelled");
  }
}
