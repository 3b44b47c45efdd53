import { useCallback } from "preact/compat";
import { readOffer } from "../../api/calls";
import type { Problem } from "../../api/problem";
import type { Offer } from "../../api/types";
import { useRead } from "../../ui/useRead";

/** What an artist says of where its tokens are to be had, as `useRead` gives it. */
export function useOffer(artist: string): [Offer | null, Problem | null, () => void] {
  return useRead(useCallback((signal: AbortSignal) => readOffer(artist, signal), [artist]));
}
