import type { Dated } from "../player/dates";

/** Which place of an element a date is, to the frame, and the other way round. Pure; dates in ms, positions in seconds. */

/** Where what was sent at `date` is; the next there is, where it was sent in a gap; null: nothing of it is listed yet. */
export function findMoment(listed: readonly Dated[], date: number): number | null {
  for (const { start, duration, programDateTime } of listed) {
    if (programDateTime === null || date >= programDateTime + duration * 1000) continue;
    return start + Math.max(0, date - programDateTime) / 1000;
  }
  return null;
}

/** When what is at `position` was sent; null where nothing is dated. */
export function readMoment(listed: readonly Dated[], position: number): number | null {
  const dated = listed.filter(({ programDateTime }) => programDateTime !== null);
  const found = dated.findLast(({ start }) => start <= position) ?? dated[0];
  if (found === undefined || found.programDateTime === null) return null;
  return found.programDateTime + Math.min(position - found.start, found.duration) * 1000;
}

/** When the last that is listed was sent; null where nothing is. */
export function readLast(listed: readonly Dated[]): number | null {
  const last = listed.findLast(({ programDateTime }) => programDateTime !== null);
  return last === undefined || last.programDateTime === null
    ? null
    : last.programDateTime + last.duration * 1000;
}
