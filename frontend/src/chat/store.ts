import type { Extra } from "../channel/channel";
import type { ChatFrame, ChatMessage, RoomShape } from "./messages";

/** Messages of a room that are kept in memory; what was before them is asked for when somebody reads back. */
export const MOST_KEPT = 600;
/** So many more are let come before the oldest are dropped, all at once. */
const SLACK = 100;
/** Removals that are remembered, for answers that were on their way when they happened. */
const MOST_REMOVED = 1_000;

/** A room as far as its frames have told of it. Values are never changed in place. */
export interface RoomState {
  /** Up to where it is known; null: nothing is known yet. */
  seq: number | null;
  /** The last messages, in order. */
  rows: readonly ChatMessage[];
  /** They are all there are. */
  whole: boolean;
  /** Null before the first frame. */
  shape: RoomShape | null;
  removed: ReadonlySet<string>;
}

export const UNKNOWN_ROOM: RoomState = { seq: null, rows: [], whole: false, shape: null, removed: new Set() };

/** The room after a frame; null: something before the frame is missing. */
export function applyChat(room: RoomState, frame: ChatFrame): RoomState | null {
  const removed = remember(room.removed, frame.removed);
  if (!frame.reset && room.seq === null) return null;
  if (room.seq !== null && frame.seq <= room.seq && !frame.reset) {
    const shape = unpin(room.shape, frame.removed);
    return { ...room, removed, shape, rows: without(room.rows, frame.removed) };
  }
  if (!frame.reset && room.seq !== null && frame.after > room.seq) return null;
  // What this page has said itself is known ahead of its frame.
  const said = frame.reset ? room.rows.filter(({ seq }) => seq > frame.seq) : [];
  const before = frame.reset ? [] : without(room.rows, frame.removed);
  const rows = merge(merge(before, frame.messages, removed), said, removed);
  const kept = before.length === 0 || rows[0]?.seq === before[0]?.seq;
  return {
    seq: frame.seq,
    rows,
    whole: frame.reset ? frame.after === 0 : room.whole && kept,
    shape: frame.room ?? unpin(room.shape, frame.removed),
    removed,
  };
}

/** Rows with these messages in their places: one that is there is replaced, one that is older than all is not taken. */
export function merge(
  rows: readonly ChatMessage[],
  messages: readonly ChatMessage[],
  removed: ReadonlySet<string>,
): readonly ChatMessage[] {
  if (messages.length === 0) return rows;
  const next = [...rows];
  const first = rows[0]?.seq ?? Number.NEGATIVE_INFINITY;
  for (const message of messages) {
    if (removed.has(message.id)) continue;
    const at = placeOf(next, message.seq);
    const known = next[at]?.seq === message.seq;
    if (known || message.seq > first) next.splice(at, known ? 1 : 0, message);
  }
  return next.length > MOST_KEPT + SLACK ? next.slice(-MOST_KEPT) : next;
}

/** Where a message of this number is among rows, or belongs. New ones come last. */
export function placeOf(rows: readonly ChatMessage[], seq: number): number {
  const last = rows.at(-1);
  if (last === undefined || last.seq < seq) return rows.length;
  let [low, high] = [0, rows.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rows[middle]?.seq ?? 0) < seq) low = middle + 1;
    else high = middle;
  }
  return low;
}

export function without(rows: readonly ChatMessage[], ids: readonly string[]): readonly ChatMessage[] {
  return ids.length === 0 ? rows : rows.filter(({ id }) => !ids.includes(id));
}

/** What was pinned is not, once it is removed: the room's own word of that may wait for its delay. */
function unpin(shape: RoomShape | null, removed: readonly string[]): RoomShape | null {
  return shape?.pinned && removed.includes(shape.pinned.id) ? { ...shape, pinned: null } : shape;
}

function remember(removed: ReadonlySet<string>, ids: readonly string[]): ReadonlySet<string> {
  return ids.length === 0 ? removed : new Set([...removed, ...ids].slice(-MOST_REMOVED));
}

/** What has just become different in a room. */
export interface RoomNews {
  messages: readonly ChatMessage[];
  removed: readonly string[];
  /** It begins here, or begins anew: these messages were said before, and perhaps dealt with. */
  reset: boolean;
}

/**
 * A room on its channel.
 *
 *     const room = new Room();
 *     const detach = channel.attach(room);
 *     const undo = room.subscribe(() => render(room.state.rows));
 */
export class Room implements Extra {
  readonly types = ["chat"];
  readonly topics: readonly string[];
  state: RoomState = UNKNOWN_ROOM;
  readonly #listeners = new Set<(news: RoomNews) => void>();

  /** @param moderation hears messages without the room's delay; only whoever keeps the room may */
  constructor(moderation = false) {
    this.topics = moderation ? ["chat", "moderation"] : ["chat"];
  }

  /** Calls `listener` after every change; the answer undoes it. */
  readonly subscribe = (listener: (news: RoomNews) => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  resume(): Readonly<Record<string, string>> {
    const { seq } = this.state;
    return seq === null ? {} : { chat_seq: String(seq) };
  }

  hear(frame: { type: string }): boolean {
    const told = frame as ChatFrame;
    const next = applyChat(this.state, told);
    if (next === null) {
      // The next socket begins anew; what is shown until then stays.
      this.state = { ...this.state, seq: null };
      return false;
    }
    const known = this.state.seq !== null && told.seq <= this.state.seq && !told.reset;
    const { messages, removed, reset } = told;
    this.#become(next, { messages: known ? [] : messages, removed, reset });
    return true;
  }

  /** Takes a message that this page knows before its frame: its own. */
  add(message: ChatMessage): void {
    const rows = merge(this.state.rows, [message], this.state.removed);
    this.#become({ ...this.state, rows }, { messages: [message], removed: [], reset: false });
  }

  /** Takes a message away ahead of its frame. */
  remove(id: string): void {
    const rows = without(this.state.rows, [id]);
    const removed = remember(this.state.removed, [id]);
    const shape = unpin(this.state.shape, [id]);
    this.#become({ ...this.state, rows, shape, removed }, { messages: [], removed: [id], reset: false });
  }

  #become(state: RoomState, news: RoomNews): void {
    this.state = state;
    for (const listener of this.#listeners) listener(news);
  }
}
