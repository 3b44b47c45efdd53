import { useCallback } from "preact/compat";
import { readClip } from "../../api/calls";
import type { Problem } from "../../api/problem";
import type { Clip } from "../../api/types";
import { useRead } from "../../ui/useRead";

/** One clip, read anew whenever `version` is another one; as `useRead` gives it. */
export function useClip(id: string, version: unknown): [Clip | null, Problem | null, () => void] {
  return useRead(
    useCallback((signal: AbortSignal) => readClip(id, signal), [id]),
    version,
  );
}
