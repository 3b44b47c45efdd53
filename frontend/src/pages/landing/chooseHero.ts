import type { Livestream } from "../../api/types";

/**
 * What stands on the first page's stage: of what is live the one that most watch, preferably with a picture; else what is
 * next (`shows` come live first, then by time). It stays as long as it is live: counts move, and pictures must not.
 */
export function chooseHero(shows: readonly Livestream[], chosen: string | null): Livestream | null {
  const live = shows.filter(({ status }) => status === "live");
  const kept = live.find(({ id }) => id === chosen);
  if (kept !== undefined) return kept;
  const rank = (one: Livestream) => (one.still_url === null ? 0 : 1_000_000_000) + one.viewer_count;
  const [first = null] = live.toSorted((a, b) => rank(b) - rank(a));
  return first ?? shows[0] ?? null;
}
