import type { Livestream } from "../../api/types";
import type { Health } from "../../channel/frames";
import type { Link } from "../../channel/link";
import { t } from "../../i18n/t";
import { listAdvice } from "../advice/words";

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
    return { word: t("stage.offline"), more: t("stage.offlineWhy"), tone: "warn" };
  }
  if (status === "scheduled") {
    return publishing
      ? { word: t("stage.ready"), more: t("stage.readyWhy"), tone: "calm" }
      : { word: t("stage.waitingOBS"), more: t("stage.waitingWhy"), tone: "calm" };
  }
  if (status !== "live") return { word: t("stage.over"), more: "", tone: "calm" };
  if (interrupted_until !== null) return { word: t("stage.lost"), more: t("stage.lostWhy"), tone: "bad" };
  const [first] = listAdvice(health);
  if (first !== undefined) return { word: t("stage.check"), more: first, tone: "warn" };
  return { word: t("stage.good"), more: "", tone: "good" };
}

/** How loud the room is, in a word. `level` in [0, 1]. */
export function nameApplause(level: number): string {
  if (level <= 0) return t("stage.silence");
  if (level < 0.25) return t("stage.fewClap");
  return t(level < 0.7 ? "stage.loud" : "stage.roaring");
}
