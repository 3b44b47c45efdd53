import type { Livestream } from "../../api/types";
import { t } from "../../i18n/t";
import type { Kept } from "../../player/replay/kept";
import { formatLength } from "../../ui/time";

/** What there is of a show's replay for whoever is here; null: nothing. Pure. */
export function findKept({ id, replay }: Pick<Livestream, "id" | "replay">): Kept | null {
  if (replay === null || replay.url === null || replay.state === "gone") return null;
  const begins = replay.from === null ? null : Date.parse(replay.from);
  return { id, url: replay.url, whole: replay.state === "ready" || replay.state === "partial", begins };
}

/** Whether whoever is here may have all of it as a file. */
export const isToDownload = (livestream: Pick<Livestream, "id" | "replay" | "fans_may_download">): boolean =>
  livestream.fans_may_download && findKept(livestream)?.whole === true;

/** There is one, and who has no pass may not have it. */
export const isForHolders = ({ replay }: Pick<Livestream, "replay">): boolean =>
  replay !== null && replay.visibility === "holders" && replay.state !== "gone" && replay.url === null;

interface Choice {
  words: string;
  /** Seconds from the replay's first. */
  position: number;
}

/** What may be chosen once a show is over. `place`: where this viewer had been, in seconds; `seen`: at the end. */
export function offerReplay(place: number, seen: boolean): { first: Choice; others: Choice[] } {
  const start = { words: t(seen ? "watch.watchAgain" : "watch.watchFromStart"), position: 0 };
  if (place === 0 || seen) return { first: start, others: [] };
  return {
    first: { words: t("watch.goOnAt", { time: formatLength(place * 1000) }), position: place },
    others: [{ ...start, words: t("watch.fromStart") }],
  };
}
