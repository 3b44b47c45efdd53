/** When what a playlist lists was sent, and where in it that is. Pure; dates in ms, positions in seconds. */

/** Of a listed fragment, what a date needs. */
export interface Dated {
  start: number;
  duration: number;
  programDateTime: number | null;
}

interface Listing {
  fragments: readonly Dated[];
  fragmentHint?: Dated | undefined;
}

/** What a playlist lists, the segment that is not complete yet among it. */
export function listDated(listing: Listing | null | undefined): Dated[] {
  if (!listing) return [];
  return listing.fragmentHint ? [...listing.fragments, listing.fragmentHint] : [...listing.fragments];
}

/** So little of what was sent before the tracks changed is not worth a media source of its own. */
const NEARLY_S = 0.5;

/** Where what was sent at `date` is, or where the first after it is; null when none is. */
export function findDate(fragments: readonly Dated[], date: number): number | null {
  for (const { start, duration, programDateTime } of fragments) {
    if (programDateTime === null || date > programDateTime + (duration - NEARLY_S) * 1000) continue;
    return start + Math.max(0, date - programDateTime) / 1000;
  }
  return null;
}

/** When what is at `position` was sent; null where nothing before it has a date. */
export function dateAt(fragments: readonly Dated[], position: number): number | null {
  const found = fragments.findLast(
    ({ start, programDateTime }) => programDateTime !== null && start <= position,
  );
  return found === undefined || found.programDateTime === null
    ? null
    : found.programDateTime + (position - found.start) * 1000;
}
