import type { Livestream } from "../../api/types";

type Subject = Pick<
  Livestream,
  "status" | "interrupted_until" | "publishing" | "ready" | "auto_start" | "end_reason"
>;

/** Where the livestream stands and what comes next, in a sentence for its artist. */
export function describeSituation({
  status,
  interrupted_until,
  publishing,
  ready,
  auto_start,
  end_reason,
}: Subject): string {
  switch (status) {
    case "scheduled":
      if (publishing) return "OBS is connected. Fans see nothing yet: go live when you are ready.";
      if (auto_start) return "Waiting for OBS. You are live the moment it connects.";
      if (ready) return "Ready. You are live the moment OBS connects.";
      return "Waiting for OBS. It gives you a preview first; you go live with the button.";
    case "live":
      return interrupted_until === null ? "You are live." : "Live, and waiting for OBS to come back.";
    case "ended":
      if (end_reason === "lost") return "This livestream has ended, because OBS did not come back in time.";
      if (end_reason === "encoder") return "This livestream has ended, because OBS stopped streaming.";
      return "This livestream has ended.";
    case "archived":
      return "This livestream is in the archive.";
    case "cancelled":
      return "This livestream was cancelled.";
  }
}

/** For so long after an end that was none of the artist's own, its key goes on with it; as the server has it. */
const GOES_ON_MS = 300_000;

/** Until when streaming again goes on with the same show; null where it does not, or no more. */
export function findGoesOn(
  { status, end_reason, ended_at }: Pick<Livestream, "status" | "end_reason" | "ended_at">,
  now: number,
): string | null {
  const mistaken = status === "ended" && (end_reason === "lost" || end_reason === "encoder");
  if (!mistaken || ended_at === null) return null;
  const until = Date.parse(ended_at) + GOES_ON_MS;
  return now < until ? new Date(until).toISOString() : null;
}
