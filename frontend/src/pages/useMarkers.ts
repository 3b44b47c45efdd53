import { useMemo, useState } from "react";
import { listMarkers } from "../api/calls";
import type { Marker } from "../api/types";
import type { Board } from "../channel/board";
import { withMarked } from "../channel/marked";
import { useRead } from "../ui/useRead";

/** Nobody misses chapters in a show's first seconds on the page; those who come all at once need not ask all at once. */
const LATER_MS = 1_500;

/**
 * A livestream's markers, as they are now: read once, and again after each snapshot, since changes may have gone by
 * unheard; then as the channel tells. `hurried`: the page is about them.
 */
export function useMarkers(id: string, board: Board, hurried: boolean): readonly Marker[] {
  const [read] = useState(() => async (signal: AbortSignal) => {
    const wait = hurried ? 0 : LATER_MS * (1 + Math.random());
    await new Promise((resolve) => setTimeout(resolve, wait));
    signal.throwIfAborted();
    return listMarkers(id, signal);
  });
  const [known] = useRead(read, board.version);
  const { marked } = board;
  return useMemo(() => withMarked(known ?? [], id, marked), [known, id, marked]);
}
