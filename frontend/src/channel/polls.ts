import { listLivestreams, readLivestream, readRehearsal, readStatus, readUpcoming } from "../api/calls";
import { applyList, applyStatus } from "./board";
import type { Poll } from "./channel";

/** The fallbacks of the channels. */

export function pollLivestream(id: string): Poll {
  return async (board, signal) => {
    if (!board.livestreams.has(id)) {
      const livestream = await readLivestream(id, signal);
      return (now) => applyList(now, [livestream]);
    }
    const status = await readStatus(id, signal);
    return (now) => applyStatus(now, status);
  };
}

export const pollLobby: Poll = async (_board, signal) => {
  const [live, upcoming] = await Promise.all([
    listLivestreams("active=true&limit=100", signal),
    readUpcoming(null, signal),
  ]);
  return (now) => applyList(now, [...live, ...upcoming.livestreams]);
};

export const pollOwn: Poll = async (_board, signal) => {
  const own = await listLivestreams("mine=true", signal, 5);
  return (now) => applyList(now, own);
};

/** Whoever keeps what the account holds reads it anew. */
export const pollWallets: Poll = async () => (now) => ({
  ...now,
  version: now.version + 1,
  wallets: new Map(),
});

export const pollRehearsal: Poll = async (_board, signal) => {
  const { active, verdict } = await readRehearsal(signal);
  return (now) => {
    const { heard, conflict, sound } = now.rehearsal;
    const kept = active ? { conflict, sound } : { conflict: null, sound: null };
    return { ...now, rehearsal: { heard: heard + 1, active, verdict, ...kept } };
  };
};
