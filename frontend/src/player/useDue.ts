import { type MutableRefObject, useCallback, useEffect, useRef, useState } from "preact/compat";
import type { PlaybackView } from "./view";

/** As long as a first picture may take. */
const LATEST_MS = 10_000;
/** What is noted until somebody reads it; whoever comes later than that has missed some. */
const MOST = 100;

/** What a stage showed from then on; ms since the page was opened. */
export interface Seen {
  at: number;
  view: PlaybackView;
  /** Its viewer was going elsewhere: that it stood still says nothing. */
  seeking: boolean;
}

/**
 * Whether it is time for what nobody waits for: there is a picture, or there has been none for long. And what the stage
 * has shown, for whoever comes then.
 */
export function useDue() {
  const [due, setDue] = useState(false);
  const seen: MutableRefObject<Seen[]> = useRef([]);
  useEffect(() => {
    const timer = setTimeout(setDue, LATEST_MS, true);
    return () => clearTimeout(timer);
  }, []);
  const note = useCallback((view: PlaybackView, seeking: boolean) => {
    if (seen.current.length < MOST) seen.current.push({ at: performance.now(), view, seeking });
    if (view.state === "playing") setDue(true);
  }, []);
  return { due, seen, note };
}
