import { useEffect, useEffectEvent, useMemo, useState } from "preact/compat";
import { listMarkers } from "../api/calls";
import type { Marker } from "../api/types";
import type { Board } from "../channel/board";
import { withMarked } from "../channel/marked";

/** Nobody misses chapters in a page's first seconds; those who come all at once need not ask all at once. */
const LATER_MS = 1_500;

const NONE: readonly Marker[] = [];

/**
 * A livestream's markers, as they are now: read once, and again after each snapshot, since changes may have gone by
 * unheard; then as the channel tells. Nobody asks for those of a show that had none to be seen yet when the channel
 * opened: all that come then are heard. `hurried`: the page is about them.
 */
export function useMarkers(id: string, board: Board, there: boolean, hurried: boolean): readonly Marker[] {
  const [known, setKnown] = useState(NONE);
  const wait = useEffectEvent(() => {
    if (!there) return null;
    return hurried ? 0 : LATER_MS * (1 + Math.random());
  });
  const { version, marked } = board;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new version makes it worth reading again
  useEffect(() => {
    const ms = wait();
    if (ms === null) return;
    const controller = new AbortController();
    const timer = setTimeout(() => {
      // Without them the page is what it is otherwise, and the next snapshot has it ask again.
      listMarkers(id, controller.signal).then(setKnown, () => {});
    }, ms);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [id, version]);
  return useMemo(() => withMarked(known, id, marked), [known, id, marked]);
}
