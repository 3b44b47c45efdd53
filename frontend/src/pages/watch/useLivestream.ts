import { useCallback, useReducer } from "preact/compat";
import { readLivestream } from "../../api/calls";
import type { Problem } from "../../api/problem";
import type { Livestream } from "../../api/types";
import { useRead } from "../../ui/useRead";
import { useReturn } from "../../ui/useReturn";

/**
 * What everybody may know of a livestream, for a page whose channel does not tell; as `useRead` gives it. Asked anew when
 * somebody comes back to the page: the show may have begun.
 */
export function useLivestream(id: string): [Livestream | null, Problem | null, () => void] {
  const [looks, look] = useReducer<number, void>((count) => count + 1, 0);
  useReturn(look);
  return useRead(
    useCallback((signal: AbortSignal) => readLivestream(id, signal), [id]),
    looks,
  );
}
