import { useCallback, useEffect, useReducer, useRef } from "preact/compat";
import { readBalance } from "../api/calls";
import type { Problem } from "../api/problem";
import { backoff } from "../channel/backoff";
import { pollWallets } from "../channel/polls";
import { useChannel } from "../channel/useChannel";
import { useRead } from "../ui/useRead";
import { useReturn } from "../ui/useReturn";

/** Before asking once more what could not be answered. */
const LEAST_MS = 2_000;

/**
 * How many of an artist's tokens the account holds, as its gates count them, as `useRead` gives it. Asked anew when the
 * channel tells of it, and when somebody comes back to the page: another system may keep them, which tells nobody.
 * What cannot be answered now is asked again by itself.
 */
export function useBalance(artist: string): [number | null, Problem | null, () => void] {
  const { board } = useChannel("/ws/me", pollWallets);
  const [looks, look] = useReducer<number, void>((count) => count + 1, 0);
  useReturn(look);
  const read = useCallback((signal: AbortSignal) => readBalance(artist, signal), [artist]);
  const [balance, problem, again] = useRead(read, `${board.version} ${board.wallets.get(artist)} ${looks}`);
  const failures = useRef(0);
  useEffect(() => {
    if (problem === null) failures.current = 0;
    if (problem === null || (problem.status > 0 && problem.status < 500)) return;
    // Each failure is a problem of its own, so this goes on until there is an answer.
    const timer = setTimeout(look, LEAST_MS + backoff(failures.current, Math.random()));
    failures.current += 1;
    return () => clearTimeout(timer);
  }, [problem]);
  return [balance, problem, again];
}
