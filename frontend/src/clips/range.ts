import type { MessageKey } from "../i18n/messages";

/** The arithmetic of a clip's two ends: places in a show, in seconds of show time. Pure. */

export const SHORTEST_S = 5;
export const LONGEST_S = 180;
/** What a clip is at first: the seconds before the moment that somebody was taken by. */
const DEFAULT_S = 30;
/** The line shows so much around a clip that both ends can still be moved either way. */
const AROUND = 3;
/** What an end has before it on the line, as a part of it. */
const EDGE = 0.08;
const LINE_S = { least: 60, most: 360 };

export interface Range {
  from: number;
  to: number;
}

/** One of the two ends. */
export type End = keyof Range;

/** Why an end went no further. */
export type Bound = "shortest" | "longest" | "begin" | "now";

export const BOUND_WORDS: Readonly<Record<Bound, MessageKey>> = {
  shortest: "cutting.shortest",
  longest: "cutting.longest",
  begin: "cutting.atBegin",
  now: "cutting.atNow",
};

/** The seconds before `moment`; `last` is how far the show goes. */
export function beginWith(moment: number, last: number): Range {
  const to = round(clamp(moment, Math.min(SHORTEST_S, last), last));
  return { from: round(Math.max(0, to - DEFAULT_S)), to };
}

/**
 * The range after one end was moved to `place`. The other end stays; what it is kept back by is said.
 *
 * @param last how far the show goes by now
 */
export function moveEnd(range: Range, end: End, place: number, last: number): [Range, Bound | null] {
  const { low, high } = end === "from" ? limitBegin(range.to) : limitEnd(range.from, last);
  const why = place < low.at - EPSILON ? low.why : place > high.at + EPSILON ? high.why : null;
  return [{ ...range, [end]: round(clamp(place, low.at, high.at)) }, why];
}

const EPSILON = 1e-6;

interface Limits {
  low: { at: number; why: Bound };
  high: { at: number; why: Bound };
}

function limitBegin(to: number): Limits {
  const earliest = to - LONGEST_S;
  return {
    low: earliest > 0 ? { at: earliest, why: "longest" } : { at: 0, why: "begin" },
    high: { at: Math.max(0, to - SHORTEST_S), why: "shortest" },
  };
}

function limitEnd(from: number, last: number): Limits {
  const latest = from + LONGEST_S;
  return {
    low: { at: Math.min(from + SHORTEST_S, last), why: "shortest" },
    high: last <= latest ? { at: last, why: "now" } : { at: latest, why: "longest" },
  };
}

/** Moves all of it, its length kept. */
export function shift({ from, to }: Range, by: number, last: number): [Range, Bound | null] {
  const moved = clamp(by, -from, last - to);
  const why = by < moved - EPSILON ? "begin" : by > moved + EPSILON ? "now" : null;
  return [{ from: round(from + moved), to: round(to + moved) }, why];
}

/** The stretch of the show that the line is: the clip in its midst, as far as the show goes. */
export function frame({ from, to }: Range, last: number): Range {
  const length = Math.min(clamp((to - from) * AROUND, LINE_S.least, LINE_S.most), Math.max(last, to));
  const begin = clamp((from + to - length) / 2, 0, Math.max(last, to) - length);
  return { from: begin, to: begin + length };
}

/** The line after its clip has changed: the same as long as both ends can still be moved either way on it. */
export function reframe(line: Range, clip: Range, last: number): Range {
  const room = (line.to - line.from) * EDGE;
  const left = clip.from - line.from >= room || line.from <= 0;
  const right = line.to - clip.to >= room || line.to >= last;
  const inside = clip.from >= line.from && clip.to <= line.to;
  return inside && left && right ? line : frame(clip, last);
}

/** Where on a line a place is; 0 to 1. */
export const along = (line: Range, place: number): number =>
  line.to > line.from ? clamp((place - line.from) / (line.to - line.from), 0, 1) : 0;

/** Why a range is no clip; null where it is one. A show of four seconds has none. */
export function findFault({ from, to }: Range): Bound | null {
  if (to - from < SHORTEST_S - EPSILON) return "shortest";
  return to - from > LONGEST_S + EPSILON ? "longest" : null;
}

/** How far a key moves an end; null: it is not one of those. `frame` is how long a picture of the show lasts. */
export function stepOf(
  key: string,
  { shiftKey = false, altKey = false }: { shiftKey?: boolean; altKey?: boolean },
  frame: number,
): number | null {
  const step = altKey ? frame : shiftKey ? 1 : 0.1;
  switch (key) {
    case "ArrowLeft":
    case "ArrowDown":
      return -step;
    case "ArrowRight":
    case "ArrowUp":
      return step;
    case "PageDown":
      return -10;
    case "PageUp":
      return 10;
    case ",":
      return -frame;
    case ".":
      return frame;
    default:
      return null;
  }
}

const clamp = (value: number, low: number, high: number): number => Math.max(low, Math.min(value, high));

/** To the millisecond, which is what a clip is told in. */
const round = (seconds: number): number => Math.round(seconds * 1000) / 1000;
