/** A figure over a whole show in a bounded number of points: the longer it gets, the coarser it is. Pure. */

export interface Point {
  /** When its stretch begins; ms since the epoch. */
  at: number;
  value: number;
}

export interface Line {
  /** How long a stretch is; ms. */
  step: number;
  /** Oldest first. */
  points: readonly Point[];
}

/** As many as a chart is wide, about. */
export const MOST_POINTS = 240;

export const NO_LINE: Line = { step: 1000, points: [] };

/** Two values of one stretch made one: the larger, for crowds; the smaller, for what should not drop. */
export type Fold = (one: number, other: number) => number;

/** The line with one more value. What is told late, or twice, falls into its own stretch. */
export function addPoint(line: Line, at: number, value: number, fold: Fold): Line {
  const last = line.points.at(-1);
  const start = Math.floor(at / line.step) * line.step;
  if (last !== undefined && start <= last.at) {
    const folded = fold(last.value, value);
    if (folded === last.value) return line;
    return { ...line, points: [...line.points.slice(0, -1), { at: last.at, value: folded }] };
  }
  const next = { ...line, points: [...line.points, { at: start, value }] };
  return next.points.length > MOST_POINTS ? coarsen(next, fold) : next;
}

function coarsen({ step, points }: Line, fold: Fold): Line {
  const wider = step * 2;
  const merged: Point[] = [];
  for (const { at, value } of points) {
    const start = Math.floor(at / wider) * wider;
    const last = merged.at(-1);
    if (last?.at === start) last.value = fold(last.value, value);
    else merged.push({ at: start, value });
  }
  return { step: wider, points: merged };
}

/** What it was at some moment; null before the first. `gap`: after so long without a word nothing is known. */
export function readAt(line: Line, at: number, gap: number): number | null {
  const found = line.points.findLast((point) => point.at <= at);
  return found === undefined || at - found.at > Math.max(gap, 2 * line.step) ? null : found.value;
}

/** What a browser kept of it; null where that is none of ours. */
export function parseLine(text: string | null): Line | null {
  if (text === null) return null;
  try {
    const { step, points } = JSON.parse(text) as Line;
    const whole =
      Array.isArray(points) && points.every(({ at, value }) => Number.isFinite(at) && Number.isFinite(value));
    return step > 0 && whole ? { step, points: points.slice(-MOST_POINTS) } : null;
  } catch {
    return null;
  }
}

export interface Frame {
  /** ms since the epoch. */
  from: number;
  to: number;
  /** The largest that fits. */
  top: number;
}

/**
 * The path of a line in a box of `width` by `height`, for SVG: `stairs` for counts, which hold until the next is told.
 * What is further apart than `gap` (ms) is not joined.
 */
export function drawPath(
  line: Line,
  { from, to, top }: Frame,
  [width, height]: readonly [number, number],
  { stairs, gap }: { stairs: boolean; gap: number },
): string {
  const x = (at: number) => round(((at - from) / Math.max(1, to - from)) * width);
  const y = (value: number) => round(height - (Math.min(value, top) / Math.max(1, top)) * height);
  let path = "";
  let before: Point | null = null;
  for (const point of line.points) {
    if (point.at > to) break;
    const at = Math.max(point.at, from);
    if (before === null || point.at - before.at > Math.max(gap, 2 * line.step))
      path += `M${x(at)} ${y(point.value)}`;
    else path += stairs ? `H${x(at)}V${y(point.value)}` : `L${x(at)} ${y(point.value)}`;
    before = point;
  }
  // A count still holds.
  if (before !== null && stairs) path += `H${round(width)}`;
  return path;
}

const round = (value: number) => Math.round(value * 10) / 10;

/** A number that reads well, not smaller than `value`: 1, 2, 5, 10, 20 ... */
export function roundUp(value: number): number {
  if (value <= 1) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  return ([1, 2, 5, 10].find((step) => step * power >= value) ?? 10) * power;
}
