import { useCallback, useEffect, useRef, useState } from "preact/compat";
import { readAudience } from "../../api/studioCalls";
import type { Audience } from "../../api/types";
import type { Channel, Poll } from "../../channel/channel";
import type { Frame } from "../../channel/frames";
import { pollOwn } from "../../channel/polls";
import { useChannel } from "../../channel/useChannel";
import { useRead } from "../../ui/useRead";
import { follow } from "./points";

/** A show's audience: asked for once, and from then on told by the artist's channel; asked for again where something may have
    gone by unheard. */
export function useAudience(id: string) {
  const [turn, setTurn] = useState(0);
  const again = useCallback(() => setTurn((count) => count + 1), []);
  const [read] = useState(() => (signal: AbortSignal) => readAudience(id, signal));
  // Where no socket can be had the channel asks now and then, and so does this.
  const poll = useCallback<Poll>(
    (board, signal) => {
      again();
      return pollOwn(board, signal);
    },
    [again],
  );
  const { board, link, channel } = useChannel("/ws/me", poll);
  const [answer, problem, retry] = useRead(read, turn);
  const [audience, tell] = useTold(id, channel, again);
  useEffect(() => {
    if (answer) tell(answer);
  }, [answer, tell]);

  const open = link.phase === "open";
  const opened = useRef(false);
  useEffect(() => {
    if (open && opened.current) again();
    opened.current ||= open;
  }, [open, again]);

  const known = board.livestreams.get(id);
  const status = known?.status;
  const begun = useRef(status);
  useEffect(() => {
    if (begun.current !== undefined && begun.current !== status) again();
    begun.current = status;
  }, [status, again]);

  const shown = audience &&
    known && {
      ...audience,
      now: known.viewer_count,
      peak: Math.max(audience.peak, known.peak_viewer_count),
    };
  return { audience: shown ?? audience, problem, retry, turn, marked: board.marked };
}

/** What was told last; and `tell`, for what was asked for. */
function useTold(
  id: string,
  channel: Channel,
  again: () => void,
): [Audience | null, (audience: Audience) => void] {
  const [audience, setAudience] = useState<Audience | null>(null);
  const last = useRef<Audience | null>(null);
  const tell = useCallback((next: Audience) => {
    last.current = next;
    setAudience(next);
  }, []);
  useEffect(
    () =>
      channel.attach({
        topics: [],
        types: ["livestream.audience"],
        resume: () => ({}),
        hear: (heard) => {
          const frame = heard as Extract<Frame, { type: "livestream.audience" }>;
          if (frame.livestream_id !== id || last.current === null) return true;
          const next = follow(last.current, frame.audience);
          if (next === null) again();
          else tell(next);
          return true;
        },
      }),
    [channel, id, again, tell],
  );
  return [audience, tell];
}
