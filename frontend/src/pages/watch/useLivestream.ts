import { useEffect, useState } from "react";
import { readLivestream } from "../../api/calls";
import type { Livestream } from "../../api/types";

/** What everybody may know of a livestream, for a page whose channel does not tell; null until it is known. */
export function useLivestream(id: string): Livestream | null {
  const [livestream, setLivestream] = useState<Livestream | null>(null);
  useEffect(() => {
    const controller = new AbortController();
    readLivestream(id, controller.signal).then(setLivestream, () => {
      // The page says what matters without it.
    });
    return () => controller.abort();
  }, [id]);
  return livestream;
}
