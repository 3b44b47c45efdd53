import { useMemo } from "preact/compat";
import type { Livestream } from "../../api/types";
import type { Kept } from "../../player/replay/kept";
import { findKept } from "./kept";

/** `findKept`, the same object as long as it says the same. */
export function useKept(livestream: Livestream): Kept | null {
  const kept = findKept(livestream);
  const { id, url, whole, begins } = kept ?? { id: "", url: "", whole: false, begins: null };
  return useMemo(() => (url === "" ? null : { id, url, whole, begins }), [id, url, whole, begins]);
}
