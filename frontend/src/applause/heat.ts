import { readApplause } from "../api/calls";

/** How loud a show was, over its time. Times in seconds of show time. */
export interface Heat {
  /** What each level is of. */
  every: number;
  /** From 0 to 1, the loudest of the show. */
  levels: readonly number[];
}

const FRESH_MS = 30_000;
/** Columns of the line; more are not to be told apart on a screen. */
export const COLUMNS = 160;
/** How high the line may be. */
const HEIGHT = 20;

let known: { id: string; at: number; heat: Promise<Heat | null> } | null = null;

/** A show's, asked for once for all of a page, and again when it has gone on; null: there is none to be had. */
export function askHeat(id: string, now = performance.now()): Promise<Heat | null> {
  if (known === null || known.id !== id || now - known.at > FRESH_MS) {
    const heat = readApplause(id).then(
      ({ every, levels }) => (levels.some((level) => level > 0) ? { every, levels } : null),
      () => null, // it is an ornament
    );
    known = { id, at: now, heat };
  }
  return known.heat;
}

/** The level at a moment. */
export const levelAt = ({ every, levels }: Heat, time: number): number =>
  levels[Math.floor(time / every)] ?? 0;

/** The loudest of each part of a line of time. `timeAt` says what show time a place is; null: none. */
export function sampleHeat(
  { every, levels }: Heat,
  length: number,
  timeAt: (place: number) => number | null,
  columns = COLUMNS,
): number[] {
  const times = Array.from({ length: columns + 1 }, (_, column) => timeAt((column / columns) * length));
  return times.slice(1).map((end, column) => {
    const begin = times[column] ?? null;
    if (begin === null || end === null || end < begin) return 0;
    const [first, last] = [Math.max(0, Math.floor(begin / every)), Math.ceil(end / every)];
    return Math.max(0, ...levels.slice(first, Math.max(last, first + 1)));
  });
}

/** The outline of such a line, as an SVG path in a box of `columns.length` by `HEIGHT`; smooth, and closed at its foot. */
export function outlineHeat(columns: readonly number[]): string {
  if (!columns.some((level) => level > 0)) return "";
  const tops = columns.map((level) => round(HEIGHT * (1 - level)));
  const curves = tops.map((top, column) => {
    const next = tops[column + 1] ?? HEIGHT;
    return `S${column + 0.5} ${top} ${column + 1} ${round((top + next) / 2)}`;
  });
  return `M0 ${HEIGHT}${curves.join("")}L${columns.length} ${HEIGHT}Z`;
}

export const HEAT_BOX = `0 0 ${COLUMNS} ${HEIGHT}`;

const round = (value: number) => Math.round(value * 10) / 10;
