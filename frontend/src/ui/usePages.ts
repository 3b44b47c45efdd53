import { useCallback, useEffect, useRef, useState } from "preact/compat";
import type { Problem } from "../api/problem";
import { useRead } from "./useRead";
import { useSubmit } from "./useSubmit";

interface Page {
  next_cursor: string | null;
}

/**
 * A list that comes in pages: those that were read so far (null until the first is there), and how to read on, null at
 * its end. `again` asks once more for the first. Begun anew whenever `version` is another one. `read` stays the same function.
 */
export function usePages<P extends Page>(
  read: (signal?: AbortSignal, cursor?: string | null) => Promise<P>,
  version: unknown = 0,
): {
  pages: readonly P[] | null;
  more: (() => void) | null;
  pending: boolean;
  problem: Problem | null;
  again: () => void;
} {
  const [first, trouble, again] = useRead(read, version);
  const [rest, setRest] = useState<readonly P[]>([]);
  const current = useRef(first);
  useEffect(() => {
    current.current = first;
    setRest([]);
  }, [first]);
  const { submit, pending, problem } = useSubmit(
    useCallback(
      async (cursor: string) => {
        const began = current.current;
        const page = await read(undefined, cursor);
        // Of a list that has begun anew meanwhile it is no part.
        if (current.current === began) setRest((known) => [...known, page]);
      },
      [read],
    ),
  );
  const pages = first === null ? null : [first, ...rest];
  const next = pages?.at(-1)?.next_cursor ?? null;
  return {
    pages,
    more: next === null ? null : () => void submit(next),
    pending,
    problem: problem ?? trouble,
    again,
  };
}
