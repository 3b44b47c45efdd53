import type { ChatFrame, Message } from "./frames";

/** The last messages of the room, oldest first, each once, as the frames add up to them. Pure. */

export interface Messages {
  livestream: string | null;
  seq: number;
  list: readonly Message[];
  goal: Goal | null;
}

export interface Goal {
  title: string;
  amount: number;
  given: number;
}

export const NOTHING: Messages = { livestream: null, seq: -1, list: [], goal: null };

export function apply(messages: Messages, frame: ChatFrame, most: number): Messages {
  const anew = frame.reset || frame.livestream_id !== messages.livestream;
  const before = anew ? NOTHING : messages;
  const removed = new Set(frame.removed);
  let list = before.list.filter(({ id }) => !removed.has(id));
  if (!anew && frame.seq <= before.seq) return { ...before, list };
  for (const message of frame.messages) {
    if (list.some(({ id }) => id === message.id))
      list = list.map((each) => (each.id === message.id ? message : each));
    // One that is older than all that is shown is changed out of sight.
    else if (list.length < most || message.seq > (list[0]?.seq ?? 0)) list = [...list, message];
  }
  const sorted = [...list].sort((one, other) => one.seq - other.seq).slice(-most);
  const goal = frame.room === undefined ? before.goal : frame.room.goal;
  return { livestream: frame.livestream_id, seq: frame.seq, list: sorted, goal };
}
