import type { Audience, AudiencePoint, AudienceTotals } from "../../api/types";
import type { Line } from "../control/history";

/** What the charts of an audience draw. Pure. */

export type Figure =
  | "viewers"
  | "retention"
  | "joins"
  | "leaves"
  | "messages"
  | "claps"
  | "stalls"
  | "failures";

/** The audience after what was told of it, which has its last points alone; null: there are some between that were not told, or
    each is of another length by now. */
export function follow(audience: Audience, told: Audience): Audience | null {
  const [first] = told.points;
  const last = audience.points.at(-1);
  if (first === undefined) return { ...told, points: audience.points };
  // A point begins where the one before it ends, but for rounding.
  if (last === undefined || audience.every !== told.every || first.at > last.at + told.every + 0.01)
    return null;
  return { ...told, points: [...audience.points.filter(({ at }) => at < first.at), ...told.points] };
}

/** One figure over show time; where nothing is known, nothing is drawn. */
export function toLine(points: readonly AudiencePoint[], every: number, figure: Figure): Line {
  return {
    step: every * 1000,
    points: points.flatMap((point) => {
      const value = point[figure];
      return value === null ? [] : [{ at: point.at * 1000, value }];
    }),
  };
}

export function findMost(line: Line): number {
  return line.points.reduce((most, { value }) => Math.max(most, value), 0);
}

/** What came together in longer stretches, so that there are `most` at the most. */
export function gather(line: Line, most: number): Line {
  const last = line.points.at(-1)?.at ?? 0;
  const step = line.step * Math.max(1, Math.ceil((last + line.step) / line.step / most));
  const points: { at: number; value: number }[] = [];
  for (const { at, value } of line.points) {
    const begins = Math.floor(at / step) * step;
    const before = points.at(-1);
    if (before?.at === begins) before.value += value;
    else points.push({ at: begins, value });
  }
  return { step, points };
}

/** Bars that stand on the floor of a box, the highest of `tall`; nothing stands where the figure is 0. */
export function drawBars(
  line: Line,
  to: number,
  [width, height]: readonly [number, number],
  tall: number,
): string {
  const most = findMost(line);
  if (most === 0) return "";
  let path = "";
  for (const { at, value } of line.points) {
    if (value === 0) continue;
    const x = ((at + line.step / 2) / Math.max(1, to)) * width;
    path += `M${round(Math.min(x, width))} ${height}V${round(height - (value / most) * tall)}`;
  }
  return path;
}

/** How much of the largest of some shows, from 0 to 1. */
export function findShares(shows: readonly AudienceTotals[]): number[] {
  const most = shows.reduce((most, show) => Math.max(most, show.minutes_watched), 0);
  return shows.map((show) => (most === 0 ? 0 : show.minutes_watched / most));
}

const round = (value: number) => Math.round(value * 10) / 10;
