import { useCallback, useEffect, useReducer } from "react";
import { readBalance } from "../api/calls";
import type { Problem } from "../api/problem";
import { pollWallets } from "../channel/polls";
import { useChannel } from "../channel/useChannel";
import { useRead } from "../ui/useRead";

/**
 * How many of an artist's tokens the account holds, as its gates count them, as `useRead` gives it. Asked anew when the
 * channel tells of it, and when somebody comes back to the page: another system may keep them, which tells nobody.
 */
export function useBalance(artist: string): [number | null, Problem | null, () => void] {
  const { board } = useChannel("/ws/me", pollWallets);
  const [looks, look] = useReducer((count: number) => count + 1, 0);
  useEffect(() => {
    const back = () => document.visibilityState === "visible" && look();
    document.addEventListener("visibilitychange", back);
    window.addEventListener("focus", back);
    return () => {
      document.removeEventListener("visibilitychange", back);
      window.removeEventListener("focus", back);
    };
  }, []);
  const read = useCallback((signal: AbortSignal) => readBalance(artist, signal), [artist]);
  return useRead(read, `${board.version} ${board.wallets.get(artist)} ${looks}`);
}
