import type { Livestream } from "../../api/types";
import type { Health } from "../../channel/frames";
import type { Link } from "../../channel/link";

export interface Word {
  word: string;
  /** What there is to say besides; empty: nothing. */
  more: string;
  tone: "good" | "warn" | "bad" | "calm";
}

type Subject = Pick<Livestream, "status" | "publishing" | "interrupted_until">;

/** How the show stands, in one word that is read from two metres. */
export function describeHealth(
  { status, publishing, interrupted_until }: Subject,
  health: Health | undefined,
  link: Pick<Link, "phase" | "attempt">,
): Word {
  if (link.phase === "refused" || (link.phase !== "open" && link.attempt > 1)) {
    return { word: "Offline", more: "This screen has lost the server", tone: "warn" };
  }
  if (status === "scheduled") {
    return publishing
      ? { word: "Ready", more: "Fans see nothing yet", tone: "calm" }
      : { word: "Waiting", more: "OBS is not connected", tone: "calm" };
  }
  if (status !== "live") return { word: "Over", more: "", tone: "calm" };
  if (interrupted_until !== null) return { word: "Lost", more: "OBS has lost its connection", tone: "bad" };
  const [first] = health?.advice ?? [];
  if (first !== undefined) return { word: "Check", more: first, tone: "warn" };
  return { word: "Good", more: "", tone: "good" };
}

/** How loud the room is, in a word. `level` in [0, 1]. */
export function nameApplause(level: number): string {
  if (level <= 0) return "Silence";
  if (level < 0.25) return "A few clap";
  return level < 0.7 ? "Loud" : "Roaring";
}
