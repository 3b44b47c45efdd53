import { useCallback, useEffect, useState } from "preact/compat";
import type { PlaybackView } from "./view";

/** As long as a first picture may take. */
const LATEST_MS = 10_000;

/** Whether it is time for what nobody waits for: there is a picture, or there has been none for long. */
export function useDue(): [due: boolean, note: (view: PlaybackView) => void] {
  const [due, setDue] = useState(false);
  useEffect(() => {
    const timer = setTimeout(setDue, LATEST_MS, true);
    return () => clearTimeout(timer);
  }, []);
  const note = useCallback(({ state }: PlaybackView) => state === "playing" && setDue(true), []);
  return [due, note];
}
