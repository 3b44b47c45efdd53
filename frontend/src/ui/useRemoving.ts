import { useCallback, useRef, useState } from "preact/compat";
import { Problem } from "../api/problem";
import { useAct } from "./useAct";

/**
 * Takes one of a list away. Its button goes with it, so the keyboard goes on at `place`; `said` tells what was done.
 * What is gone already was taken away elsewhere, which is as good.
 */
export function useRemoving(remove: (id: string) => Promise<unknown>, words: string) {
  const place = useRef<HTMLHeadingElement>(null);
  const [said, setSaid] = useState("");
  const { submit, ...act } = useAct(
    useCallback(
      async (id: string) => {
        setSaid("");
        await remove(id).catch((error: unknown) => {
          if (!(error instanceof Problem && error.status === 404)) throw error;
        });
        place.current?.focus();
        setSaid(words);
      },
      [remove, words],
    ),
  );
  return { ...act, remove: submit, said, place };
}
