import type { Livestream } from "../../api/types";

type Subject = Pick<Livestream, "status" | "interrupted_until" | "publishing" | "ready" | "auto_start">;

/**
 * Where the livestream stands and what comes next, in a sentence for its artist.
 *
 * @param lost it ended because OBS did not come back in time
 */
export function describeSituation(
  { status, interrupted_until, publishing, ready, auto_start }: Subject,
  lost = false,
): string {
  switch (status) {
    case "scheduled":
      if (publishing) return "OBS is connected. Fans see nothing yet: go live when you are ready.";
      if (auto_start) return "Waiting for OBS. You are live the moment it connects.";
      if (ready) return "Ready. You are live the moment OBS connects.";
      return "Waiting for OBS. It gives you a preview first; you go live with the button.";
    case "live":
      return interrupted_until === null ? "You are live." : "Live, and waiting for OBS to come back.";
    case "ended":
      return lost
        ? "This livestream has ended, because OBS did not come back in time."
        : "This livestream has ended.";
    case "archived":
      return "This livestream is in the archive.";
    case "cancelled":
      return "This livestream was cancelled.";
  }
}
