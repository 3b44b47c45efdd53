import { useCallback, useEffect, useReducer, useRef, useState } from "preact/compat";
import { askPass } from "../../api/calls";
import { Problem } from "../../api/problem";
import type { Pass } from "../../api/types";
import { backoff } from "../../channel/backoff";
import { type Link, SIGNED_OUT } from "../../channel/link";
import { serverClock } from "../../channel/serverClock";
import { renewAt, takePassAhead } from "./pass";

/** A pass outlives its page's last socket for longer than this; who was away for less still has it. */
const AWAY_MS = 10_000;
/** The longest that a browser can wait. */
const MAX_TIMEOUT_MS = 2 ** 31 - 1;

/**
 * The pass of a gated livestream, for as long as its channel is open: that is what keeps it good. Null while there is
 * none. `problem`: why there will be none, in the server's words.
 *
 * @param own what is kept for fewer than may watch, of which the answer says where it is: another one is asked about anew
 */
export function usePass(id: string, gated: boolean, link: Link, own: string | null = null) {
  const [pass, setPass] = useState<Pass | null>(null);
  // What the pass that there is was asked for.
  const [passOwn, setPassOwn] = useState(own);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [turn, again] = useReducer<number, void>((count) => count + 1, 0);
  const leftAt = useRef<number | null>(null);
  const due = useRef(true);
  const instead = useRef(false);
  const asked = useRef(own);
  const open = link.phase === "open";

  useEffect(() => {
    if (open) return;
    leftAt.current = performance.now();
    if (link.phase !== "refused" && link.code !== SIGNED_OUT) return;
    // With the leave to be there, or the session that it was given to, the pass is gone.
    due.current = true;
    setPass(null);
  }, [open, link.phase, link.code]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `turn` asks once more
  useEffect(() => {
    if (!gated) {
      setPass(null);
      setProblem(null);
      due.current = true;
      return;
    }
    if (asked.current !== own) due.current = true;
    asked.current = own;
    if (!open) return;
    const away = leftAt.current === null ? 0 : performance.now() - leftAt.current;
    leftAt.current = null;
    if (!due.current && away < AWAY_MS) return;
    const controller = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let failures = 0;
    const ask = async () => {
      try {
        const found = await (takePassAhead(id) ?? askPass(id, instead.current, controller.signal));
        if (controller.signal.aborted) return;
        due.current = false;
        instead.current = false;
        setProblem(null);
        setPass(found);
        setPassOwn(own);
      } catch (error) {
        if (controller.signal.aborted) return;
        if (error instanceof Problem && error.status >= 400 && error.status < 500 && error.status !== 429) {
          setPass(null);
          setProblem(error);
        } else {
          timer = setTimeout(ask, backoff(failures, Math.random()));
          failures += 1;
        }
      }
    };
    void ask();
    return () => {
      controller.abort();
      clearTimeout(timer);
    };
  }, [id, gated, open, turn, own]);

  useEffect(() => {
    if (pass === null) return;
    const renew = () => {
      due.current = true;
      again();
    };
    const now = serverClock.read(performance.now(), Date.now());
    const timer = setTimeout(renew, Math.min(renewAt(pass, now) - now, MAX_TIMEOUT_MS));
    return () => clearTimeout(timer);
  }, [pass]);

  /** Asks once more; `watchHere`: instead of on the oldest of this account's pages. */
  const retry = useCallback((watchHere: boolean) => {
    instead.current = watchHere;
    due.current = true;
    again();
  }, []);

  return {
    pass: pass?.pass ?? null,
    replayUrl: passOwn === own ? (pass?.replay_url ?? null) : null,
    problem,
    retry,
  };
}
