import type { ChatMessage } from "../../chat/messages";

/** What takes a second press before it is done. */
export type Armed = "remove" | "time-out" | "ban";

/** Where a moderator is in a room. Pure. */
export interface Desk {
  /** The message that is acted on; null: none, and the newest are followed. */
  selected: { id: string; seq: number } | null;
  /** The room is held at this number: what comes after it waits. Null: it is not. */
  upto: number | null;
  /** Of the selected message. */
  armed: Armed | null;
}

export const FOLLOWING: Desk = { selected: null, upto: null, armed: null };

/** Rows in the document at once. */
export const MOST_SHOWN = 150;

export function listShown(rows: readonly ChatMessage[], { upto }: Desk): readonly ChatMessage[] {
  return rows.slice(Math.max(0, countUpto(rows, upto) - MOST_SHOWN), countUpto(rows, upto));
}

/** How many have come since the room is held. */
export function countNewer(rows: readonly ChatMessage[], { upto }: Desk): number {
  return rows.length - countUpto(rows, upto);
}

/** One message on (1: newer) or back (-1). Beyond the last one that is shown come those which have waited. */
export function move(desk: Desk, rows: readonly ChatMessage[], by: 1 | -1): Desk {
  const shown = listShown(rows, desk);
  const { selected } = desk;
  if (selected === null) return select(desk, rows, shown.at(-1) ?? null);
  if (by === -1) return select(desk, rows, shown.findLast(({ seq }) => seq < selected.seq) ?? null);
  const next = shown.find(({ seq }) => seq > selected.seq);
  if (next !== undefined) return select(desk, rows, next);
  const waiting = rows.find(({ seq }) => seq > selected.seq);
  return waiting === undefined ? disarm(desk) : select({ ...desk, upto: null }, rows, waiting);
}

/** This one; null: what is selected stays so. */
export function select(desk: Desk, rows: readonly ChatMessage[], row: ChatMessage | null): Desk {
  if (row === null) return disarm(desk);
  return {
    selected: { id: row.id, seq: row.seq },
    upto: desk.upto ?? rows.at(-1)?.seq ?? row.seq,
    armed: null,
  };
}

/** The room stands still, as when somebody reads back; nothing is selected by it. */
export function hold(desk: Desk, rows: readonly ChatMessage[]): Desk {
  const last = rows.at(-1);
  return desk.upto !== null || last === undefined ? desk : { ...desk, upto: last.seq };
}

export function arm(desk: Desk, what: Armed): Desk {
  return desk.selected === null ? desk : { ...desk, armed: what };
}

export function disarm(desk: Desk): Desk {
  return desk.armed === null ? desk : { ...desk, armed: null };
}

/** After the room has changed: where the selected message is gone, its neighbour is; nothing is armed for that one. */
export function settle(desk: Desk, rows: readonly ChatMessage[]): Desk {
  const { selected } = desk;
  if (selected === null || rows.some(({ id }) => id === selected.id)) return desk;
  const shown = listShown(rows, desk);
  const next = shown.find(({ seq }) => seq > selected.seq) ?? shown.findLast(({ seq }) => seq < selected.seq);
  return next === undefined ? FOLLOWING : select(desk, rows, next);
}

function countUpto(rows: readonly ChatMessage[], upto: number | null): number {
  if (upto === null) return rows.length;
  const first = rows.findIndex(({ seq }) => seq > upto);
  return first === -1 ? rows.length : first;
}
