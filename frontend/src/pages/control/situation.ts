import type { Livestream } from "../../api/types";
import { t } from "../../i18n/t";

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
      if (publishing) return t("control.isPreview");
      if (auto_start) return t("control.isAuto");
      if (ready) return t("control.isReady");
      return t("control.isScheduled");
    case "live":
      return t(interrupted_until === null ? "control.isLive" : "control.isInterrupted");
    case "ended":
      if (end_reason === "lost") return t("control.isLost");
      if (end_reason === "encoder") return t("control.isStopped");
      return t("control.isEnded");
    case "archived":
      return t("control.isArchived");
    case "cancelled":
      return t("control.isCancelled");
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
