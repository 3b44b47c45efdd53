import { useCallback, useEffect, useRef, useState } from "preact/compat";
import { readRehearsal } from "../../api/calls";
import { Problem } from "../../api/problem";
import type { Rehearsal } from "../../api/types";
import type { Degraded } from "../../channel/frames";
import type { Link } from "../../channel/link";
import { pollRehearsal } from "../../channel/polls";
import { chooseNews, type RehearsalNews } from "../../channel/rehearsal";
import { useChannel } from "../../channel/useChannel";

/** While a rehearsal goes on something comes every second; after this long without, its end may have been missed. */
const QUIET_MS = 5_000;

/**
 * Key and preview come over HTTP, everything after that over the channel. No snapshot tells of rehearsals, so each
 * opening of the channel is followed by a look over HTTP.
 */
export function useRehearsal(): {
  rehearsal: Rehearsal | null;
  news: RehearsalNews;
  problem: Problem | null;
  link: Link;
  degraded: Degraded | null;
  replace: (rehearsal: Rehearsal) => void;
} {
  const { board, link } = useChannel("/ws/me", pollRehearsal);
  const [read, setRead] = useState<{ rehearsal: Rehearsal; heard: number } | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [asked, setAsked] = useState(0);
  const heard = useRef(0);
  heard.current = board.rehearsal.heard;
  const news = chooseNews(read, board.rehearsal);
  const open = link.phase === "open";

  // biome-ignore lint/correctness/useExhaustiveDependencies: these are what makes it worth reading again
  useEffect(() => {
    const controller = new AbortController();
    const before = heard.current;
    readRehearsal(controller.signal).then(
      (rehearsal) => {
        setRead({ rehearsal, heard: before });
        setProblem(null);
      },
      (error: unknown) => {
        if (error instanceof Problem) setProblem(error);
      },
    );
    return () => controller.abort();
  }, [open, asked]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: everything heard winds the clock again
  useEffect(() => {
    if (!news.active || !open) return;
    const timer = setTimeout(() => setAsked((count) => count + 1), QUIET_MS);
    return () => clearTimeout(timer);
  }, [news.active, open, board.rehearsal.heard, asked]);

  const replace = useCallback((rehearsal: Rehearsal) => setRead({ rehearsal, heard: heard.current }), []);
  return { rehearsal: read?.rehearsal ?? null, news, problem, link, degraded: board.degraded, replace };
}
