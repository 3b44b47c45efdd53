import type { Livestream, LivestreamStatus } from "../api/types";
import { type ClipNews, noteClip } from "../clips/news";
import type { Conflict, Degraded, Frame, Health, Transition, Viewers } from "./frames";
import { isTransition } from "./frames";
import { type Marked, NOTHING_MARKED, noteMarker } from "./marked";
import { applyRehearsal, NO_REHEARSAL, type RehearsalNews } from "./rehearsal";

/** Where in the server's history a client is; what it asks to resume from. */
export interface Cursor {
  epoch: string;
  seq: number;
}

/** Everything a channel has told so far. Values are never changed in place, so that a view can compare them. */
export interface Board {
  /** Null before the first snapshot, and after polling has moved the state past the history. */
  cursor: Cursor | null;
  /** Counts snapshots and polled lists: a view that keeps more than the board reads it anew when this moves. */
  version: number;
  livestreams: ReadonlyMap<string, Livestream>;
  deleted: ReadonlySet<string>;
  /** Livestream id -> the server's time of its count, so that an older count never replaces a newer one. */
  counted: ReadonlyMap<string, string>;
  health: ReadonlyMap<string, Health>;
  conflicts: ReadonlyMap<string, Conflict>;
  /** What the platform does less well than it should. */
  degraded: Degraded | null;
  rehearsal: RehearsalNews;
  /** What was told of clips since the last snapshot. */
  clips: ClipNews;
  /** Artist id -> how many of its tokens this account holds, where that has changed since the last snapshot. */
  wallets: ReadonlyMap<string, number>;
  /** What was told of markers since the last snapshot. */
  marked: Marked;
}

export const EMPTY_BOARD: Board = {
  cursor: null,
  version: 0,
  livestreams: new Map(),
  deleted: new Set(),
  counted: new Map(),
  health: new Map(),
  conflicts: new Map(),
  degraded: null,
  rehearsal: NO_REHEARSAL,
  clips: new Map(),
  wallets: new Map(),
  marked: NOTHING_MARKED,
};

/** The board after one frame. The same object comes back when the frame tells nothing new. */
export function applyFrame(board: Board, frame: Frame): Board {
  if (isTransition(frame)) return applyTransition(board, frame);
  switch (frame.type) {
    case "snapshot": {
      const cursor = { epoch: frame.epoch, seq: frame.seq };
      const found = "livestreams" in frame ? frame.livestreams : [frame.livestream];
      return replaceAll(board, found, cursor, frame.at);
    }
    case "livestream.viewers":
      return applyViewers(board, frame);
    case "livestream.still":
      return patch(board, frame.livestream_id, { still_url: frame.still_url });
    case "ingest.connected":
    case "ingest.disconnected": {
      const publishing = frame.type === "ingest.connected";
      const next = patch(board, frame.livestream_id, { publishing });
      const { health, conflicts } = next;
      return {
        ...next,
        health: without(health, frame.livestream_id),
        conflicts: without(conflicts, frame.livestream_id),
      };
    }
    case "ingest.health": {
      // Being connected is no transition, so a snapshot may not know of it; figures come from a publisher that is there.
      const known = board.livestreams.get(frame.livestream_id);
      const next = known?.publishing === false ? patch(board, known.id, { publishing: true }) : board;
      return { ...next, health: withOne(board.health, frame.livestream_id, frame.health) };
    }
    case "ingest.conflict":
      return { ...board, conflicts: withOne(board.conflicts, frame.livestream_id, readConflict(frame)) };
    case "wallet.changed":
      return { ...board, wallets: withOne(board.wallets, frame.artist_id, frame.balance) };
    case "platform.degraded":
      return { ...board, degraded: frame };
    case "platform.restored":
      return { ...board, degraded: null };
    case "rehearsal.started":
    case "rehearsal.health":
    case "rehearsal.ended":
    case "rehearsal.conflict":
      return { ...board, rehearsal: applyRehearsal(board.rehearsal, frame) };
    default:
      return board;
  }
}

/** What a whole list read over HTTP says. It carries no place in the history, so the next connection starts afresh. */
export function applyList(board: Board, livestreams: readonly Livestream[]): Board {
  return replaceAll(board, livestreams, null, null);
}

/** What a polled status says of a livestream the board already has. */
export function applyStatus(board: Board, status: LivestreamStatus): Board {
  const { cursor } = board;
  const { viewer_count } = status;
  const counted = without(board.counted, status.id);
  if (cursor !== null && cursor.epoch === status.epoch && status.seq <= cursor.seq) {
    return { ...patch(board, status.id, { viewer_count }), counted };
  }
  const { started_at, ended_at, interrupted_until, hls_url, replay } = status;
  const moments = { started_at, ended_at, interrupted_until };
  const change = { status: status.status, ...moments, hls_url, replay, viewer_count };
  return { ...patch(board, status.id, change), counted, cursor: null };
}

function replaceAll(
  board: Board,
  found: readonly Livestream[],
  cursor: Cursor | null,
  at: string | null,
): Board {
  return {
    ...board,
    cursor,
    // A server that has trouble says so to whoever comes.
    degraded: null,
    wallets: new Map(),
    marked: NOTHING_MARKED,
    clips: new Map(),
    version: board.version + 1,
    livestreams: new Map(found.map((one) => [one.id, one])),
    counted: new Map(at === null ? [] : found.map((one) => [one.id, at])),
    deleted: new Set([...board.deleted].filter((id) => !found.some((one) => one.id === id))),
  };
}

function applyTransition(board: Board, frame: Transition): Board {
  const { type, epoch, seq, at, livestream } = frame;
  const { cursor, marked } = board;
  if (cursor !== null && cursor.epoch === epoch && seq <= cursor.seq) return board;
  const next = { ...board, cursor: { epoch, seq }, clips: applyClip(board.clips, frame) };
  if (frame.type === "livestream.marker") next.marked = noteMarker(marked, frame.marker, frame.removed);
  if (type === "livestream.deleted") {
    return {
      ...next,
      livestreams: without(board.livestreams, livestream.id),
      deleted: new Set(board.deleted).add(livestream.id),
    };
  }
  const stale = (board.counted.get(livestream.id) ?? "") > at;
  const viewer_count = stale ? board.livestreams.get(livestream.id)?.viewer_count : undefined;
  return {
    ...next,
    livestreams: withOne(board.livestreams, livestream.id, {
      ...livestream,
      viewer_count: viewer_count ?? livestream.viewer_count,
    }),
    counted: stale ? board.counted : withOne(board.counted, livestream.id, at),
  };
}

function applyClip(clips: ClipNews, frame: Transition): ClipNews {
  if ("clip" in frame) return noteClip(clips, frame.clip.id, frame.clip);
  return "clip_id" in frame ? noteClip(clips, frame.clip_id, null) : clips;
}

function readConflict({ at, address, message }: Conflict): Conflict {
  return { at, address: address ?? null, message };
}

function applyViewers(board: Board, { livestream_id, viewer_count, at }: Viewers): Board {
  const known = board.livestreams.get(livestream_id);
  if (known === undefined || (board.counted.get(livestream_id) ?? "") > at) return board;
  const peak =
    known.status === "live" ? Math.max(known.peak_viewer_count, viewer_count) : known.peak_viewer_count;
  return {
    ...patch(board, livestream_id, { viewer_count, peak_viewer_count: peak }),
    counted: withOne(board.counted, livestream_id, at),
  };
}

function patch(board: Board, id: string, change: Partial<Livestream>): Board {
  const known = board.livestreams.get(id);
  if (known === undefined) return board;
  return { ...board, livestreams: withOne(board.livestreams, id, { ...known, ...change }) };
}

function withOne<T>(map: ReadonlyMap<string, T>, key: string, value: T): ReadonlyMap<string, T> {
  return new Map(map).set(key, value);
}

function without<T>(map: ReadonlyMap<string, T>, key: string): ReadonlyMap<string, T> {
  if (!map.has(key)) return map;
  const next = new Map(map);
  next.delete(key);
  return next;
}
