import type { Livestream } from "../api/types";

const WORDS = {
  scheduled: "Upcoming",
  live: "Live",
  ended: "Ended",
  archived: "Archived",
  cancelled: "Cancelled",
} as const;

export function StatusBadge({
  livestream,
}: {
  livestream: Pick<Livestream, "status" | "interrupted_until">;
}) {
  const { status } = livestream;
  const paused = status === "live" && livestream.interrupted_until !== null;
  return (
    <span className="badge" data-status={paused ? "interrupted" : status}>
      {WORDS[status]}
    </span>
  );
}
