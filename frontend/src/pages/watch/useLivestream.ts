import { useCallback } from "react";
import { readLivestream } from "../../api/calls";
import type { Problem } from "../../api/problem";
import type { Livestream } from "../../api/types";
import { useRead } from "../../ui/useRead";

/** What everybody may know of a livestream, for a page whose channel does not tell; as `useRead` gives it. */
export function useLivestream(id: string): [Livestream | null, Problem | null, () => void] {
  return useRead(useCallback((signal: AbortSignal) => readLivestream(id, signal), [id]));
}
