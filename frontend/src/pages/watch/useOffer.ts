import { useCallback } from "react";
import { readOffer } from "../../api/calls";
import type { Offer } from "../../api/types";
import { useRead } from "../../ui/useRead";

/** What an artist says of where its tokens are to be had; null until it is known. */
export function useOffer(artist: string): Offer | null {
  const [offer] = useRead(useCallback((signal: AbortSignal) => readOffer(artist, signal), [artist]));
  return offer;
}
