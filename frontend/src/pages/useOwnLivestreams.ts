import { useState } from "preact/compat";
import { listLivestreams, readLivestream } from "../api/calls";
import type { Problem } from "../api/problem";
import type { Livestream } from "../api/types";
import type { ChannelState } from "../channel/channel";
import { pollOwn } from "../channel/polls";
import { useChannel } from "../channel/useChannel";
import { useRead } from "../ui/useRead";

/**
 * The artist's channel carries what is scheduled or live and every change; what is over is read once over HTTP, and
 * again after each snapshot, since changes may have gone by unheard.
 */
const readAll = (signal: AbortSignal) => listLivestreams("mine=true", signal);

export function useOwnLivestreams(): {
  livestreams: Livestream[] | null;
  problem: Problem | null;
  state: ChannelState;
} {
  const state = useChannel("/ws/me", pollOwn);
  const { board } = state;
  const [read, problem] = useRead(readAll, board.version);
  if (read === null) return { livestreams: null, problem, state };
  const all = new Map(read.map((one) => [one.id, one]));
  for (const [id, livestream] of board.livestreams) all.set(id, livestream);
  for (const id of board.deleted) all.delete(id);
  return { livestreams: [...all.values()], problem: null, state };
}

export function useOwnLivestream(id: string): {
  livestream: Livestream | null;
  /** Whether it is recorded, as last heard or read. */
  record: boolean | undefined;
  gone: boolean;
  problem: Problem | null;
  state: ChannelState;
} {
  const state = useChannel("/ws/me", pollOwn);
  const { board } = state;
  const [readOne] = useState(() => (signal: AbortSignal) => readLivestream(id, signal));
  const known = board.livestreams.get(id) ?? null;
  // A publisher's arrival brings the preview's address, which no event carries.
  const [read, problem] = useRead(readOne, `${board.version} ${known?.publishing === true}`);
  const preview = known?.publishing && known.hls_url === null ? (read?.hls_url ?? null) : null;
  const livestream = known && preview ? { ...known, hls_url: preview } : (known ?? read);
  const gone = board.deleted.has(id) || (livestream === null && problem?.status === 404);
  return { livestream, record: known?.record ?? read?.record, gone, problem, state };
}
