import { lazy, type RefObject, Suspense, useCallback, useEffect, useRef, useState } from "preact/compat";
import type { Livestream } from "../api/types";
import { loadWorded } from "../i18n/t";
import type { StageHandle } from "./Player";
import type { PlaybackView } from "./view";

/** The picture comes first. */
const Reports = lazy(() => loadWorded("reports", async () => (await import("../reports/Reports")).Reports));

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
 * What a page says of its playing, and its switch: once there is a picture, or has been none for long. The stage notes
 * what it shows, for whoever comes then.
 */
export function useReports(livestream: Livestream, stage: RefObject<StageHandle | null>) {
  const [due, setDue] = useState(false);
  const seen = useRef<Seen[]>([]);
  useEffect(() => {
    const timer = setTimeout(setDue, LATEST_MS, true);
    return () => clearTimeout(timer);
  }, []);
  const note = useCallback((view: PlaybackView, seeking: boolean) => {
    if (seen.current.length < MOST) seen.current.push({ at: performance.now(), view, seeking });
    if (view.state === "playing") setDue(true);
  }, []);
  const reports = due && (
    <Suspense fallback={null}>
      <Reports livestream={livestream} seen={seen} stage={stage} />
    </Suspense>
  );
  return { note, reports };
}
