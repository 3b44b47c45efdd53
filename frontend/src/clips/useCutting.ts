import { type RefObject, useCallback, useState } from "preact/compat";
import type { Livestream } from "../api/types";
import { serverClock } from "../channel/serverClock";
import type { StageHandle } from "../player/Player";
import type { Kept } from "../player/replay/kept";
import type { Cutting } from "./ClipEditor";
import type { Range } from "./range";

/**
 * The clip that is being cut out of a show on this page, and the ways to begin and to end that. While it is cut the stage
 * goes on without its sound.
 *
 * @param kept where the show is kept, if it is for who is here
 */
export function useCutting(
  livestream: Livestream,
  kept: Kept | null,
  stage: RefObject<StageHandle | null>,
): {
  cutting: Cutting | null;
  /** Where the show is now, on this page's screen; seconds of show time, null where that is not known. */
  readPlace: () => number | null;
  /** @param place the moment that a clip is to be of; null: what is on the screen */
  open: (place: number | null) => void;
  /** The same with both its ends; seconds of show time. */
  openRange: (range: Range) => void;
  close: () => void;
} {
  const [cutting, setCutting] = useState<Cutting | null>(null);
  const begins = kept?.begins ?? null;
  const { replay } = livestream;
  const length = replay === null || replay.state === "recording" ? null : replay.duration;

  const readPlace = () => {
    const shown = stage.current?.readMoment().shown ?? null;
    return shown === null || begins === null ? null : (shown - begins) / 1000;
  };
  const openRange = (range: Range) => open(range.to, range);
  const open = (place: number | null, range: Range | null = null) => {
    if (kept === null || begins === null) return;
    // Where there is no stage to ask, what is live is what the server's clock says.
    const now = livestream.status === "live" ? serverClock.read(performance.now(), Date.now()) : null;
    const live = stage.current?.readMoment().live ?? now;
    const last = live === null ? null : (live - begins) / 1000;
    stage.current?.hush(true);
    setCutting({
      kept,
      begins,
      moment: place ?? readPlace() ?? last ?? length ?? 0,
      live: last,
      openedAt: Date.now(),
      length,
      range,
    });
  };
  const close = useCallback(() => {
    stage.current?.hush(false);
    setCutting(null);
  }, [stage]);
  return { cutting, readPlace, open: (place) => open(place), openRange, close };
}
