import type { Livestream } from "../../api/types";

/** An artist's own shows, by what they are to the artist now. Pure. */
export interface Own {
  /** On now, the one that began last first. */
  live: Livestream[];
  /** What is to come, the soonest first; what has no date last. */
  upcoming: Livestream[];
  /** The one that ended last first. */
  past: Livestream[];
}

export function arrangeOwn(livestreams: Iterable<Livestream>): Own {
  const own: Own = { live: [], upcoming: [], past: [] };
  for (const one of livestreams)
    own[one.status === "live" ? "live" : one.status === "scheduled" ? "upcoming" : "past"].push(one);
  own.live.sort((a, b) => compare(b.started_at ?? "", a.started_at ?? "") || compare(a.id, b.id));
  own.upcoming.sort(
    (a, b) => compare(a.scheduled_start_at ?? "~", b.scheduled_start_at ?? "~") || compare(a.title, b.title),
  );
  own.past.sort((a, b) => compare(whenOver(b), whenOver(a)) || compare(a.id, b.id));
  return own;
}

/** Those that were cancelled have no end; they stand where they would have begun. */
const whenOver = ({ ended_at, scheduled_start_at }: Livestream) => ended_at ?? scheduled_start_at ?? "";

export interface Sums {
  /** That were on air and are over. */
  shows: number;
  /** The largest crowd of any. */
  peak: number;
  /** On air, all together; ms. */
  length: number;
}

export function sumUp(livestreams: Iterable<Livestream>): Sums {
  const sums = { shows: 0, peak: 0, length: 0 };
  for (const { started_at, ended_at, peak_viewer_count } of livestreams) {
    if (started_at === null) continue;
    sums.peak = Math.max(sums.peak, peak_viewer_count);
    if (ended_at === null) continue;
    sums.shows += 1;
    sums.length += Math.max(0, Date.parse(ended_at) - Date.parse(started_at));
  }
  return sums;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
