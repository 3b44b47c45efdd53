import type { Livestream } from "../../api/types";
import type { Board } from "../../channel/board";
import { isReplayGated } from "../watch/pass";

/** Whether a show is over, and all that was kept of it is there for others than its artist. */
const canBeWatched = ({ status, replay }: Livestream): boolean =>
  status === "ended" &&
  replay !== null &&
  replay.visibility !== "private" &&
  (replay.state === "ready" || replay.state === "partial");

/** What can be watched again, last ended first: of a show that was read the channel knows better since then. */
export function arrangeReplays(board: Board, read: readonly Livestream[]): Livestream[] {
  const found = new Map<string, Livestream>();
  for (const one of read) if (!board.deleted.has(one.id)) found.set(one.id, one);
  for (const one of board.livestreams.values()) found.set(one.id, one);
  return [...found.values()]
    .filter(canBeWatched)
    .sort((a, b) => Date.parse(b.ended_at ?? "") - Date.parse(a.ended_at ?? "") || (a.id < b.id ? 1 : -1));
}

/** Its picture, if that is for everybody: what is behind a gate takes a pass, which is the show's own page's to ask for. */
export const findPoster = (livestream: Livestream): string | null =>
  isReplayGated(livestream) ? null : livestream.still_url;

/** Tokens that it takes; 0: it is for everybody. */
export const countOwed = ({ token_gate_amount, replay }: Livestream): number =>
  Math.max(token_gate_amount ?? 0, replay?.visibility === "holders" ? 1 : 0);
