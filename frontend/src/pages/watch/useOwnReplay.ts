import { useCallback, useEffect, useReducer } from "preact/compat";
import { readLivestream } from "../../api/calls";
import type { Livestream } from "../../api/types";
import { useRead } from "../../ui/useRead";

/** While the last of it is being written, and while it is live and there may be something soon. */
const SOON_MS = 2_000;
const LATER_MS = 10_000;

/**
 * A livestream with what is kept of it for its artist alone, where that is who is here (`account`): the show's channel tells
 * nobody of it. Read when the show begins or ends, and again until all of it is there.
 */
export function useOwnReplay(livestream: Livestream | undefined, account: string | undefined) {
  const { id = "", status } = livestream ?? {};
  const hidden =
    livestream !== undefined &&
    livestream.artist.id === account &&
    livestream.replay === null &&
    (status === "live" || status === "ended");
  const [looks, look] = useReducer<number, void>((count) => count + 1, 0);
  const [read] = useRead(
    useCallback(
      (signal: AbortSignal) => (hidden ? readLivestream(id, signal) : Promise.resolve(null)),
      [id, hidden],
    ),
    `${status} ${looks}`,
  );
  const replay = hidden ? (read?.replay ?? null) : null;
  const pause = findPause(hidden, status === "live", replay?.state);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each answer has its own pause
  useEffect(() => {
    if (pause === null) return;
    const timer = setTimeout(look, pause);
    return () => clearTimeout(timer);
  }, [pause, read]);
  return livestream && replay ? { ...livestream, replay } : livestream;
}

function findPause(hidden: boolean, live: boolean, state: string | undefined): number | null {
  if (!hidden || state === "ready" || state === "partial" || state === "gone") return null;
  if (live) return state === "recording" ? null : LATER_MS;
  return state === "recording" ? SOON_MS : null;
}
