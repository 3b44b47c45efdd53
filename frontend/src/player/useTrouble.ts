import { useEffect, useState } from "preact/compat";
import { useOnline } from "../ui/useOnline";
import {
  explainMissing,
  explainUnfetchable,
  STOPPED_MS,
  sayOffline,
  sayStopped,
  type Trouble,
  UNSEEN_MS,
} from "./trouble";
import type { PlaybackView } from "./view";

const PROBE_TIMEOUT_MS = 5_000;

/**
 * What keeps the picture from a fan, once it has lasted long enough to be noticed.
 *
 * A picture that stands still asks nobody: when an artist's connection dies, all fans' pictures stand still at once, and
 * a question from each would hold up the answer that all of them wait for. One that never came asks once.
 *
 * @param url what should be playing; null where nothing should be
 * @param explain what it means that there is nothing at that address; the same function
 */
export function useTrouble(
  url: string | null,
  state: PlaybackView["state"],
  explain: (status: number) => Trouble = explainMissing,
): Trouble | null {
  const online = useOnline();
  const [found, setFound] = useState<Trouble | null>(null);
  const waiting = url === null || state === "playing" ? null : state;

  useEffect(() => {
    setFound(null);
    if (url === null || (waiting !== "stalled" && waiting !== "starting")) return;
    const controller = new AbortController();
    const ask = async () => {
      const trouble = await probe(url, explain, controller.signal);
      if (!controller.signal.aborted) setFound(trouble);
    };
    const stopped = setTimeout(() => waiting === "stalled" && setFound(sayStopped()), STOPPED_MS);
    const unseen = setTimeout(() => waiting === "starting" && void ask(), UNSEEN_MS);
    return () => {
      controller.abort();
      clearTimeout(stopped);
      clearTimeout(unseen);
    };
  }, [url, waiting, explain]);

  if (url === null) return null;
  return online ? found : sayOffline();
}

async function probe(
  url: string,
  explain: (status: number) => Trouble,
  signal: AbortSignal,
): Promise<Trouble | null> {
  const limit = AbortSignal.timeout(PROBE_TIMEOUT_MS);
  try {
    const answer = await fetch(url, { cache: "no-store", signal: AbortSignal.any([signal, limit]) });
    return answer.ok ? sayStopped() : explain(answer.status);
  } catch {
    return explainUnfetchable(url, location.href);
  }
}
