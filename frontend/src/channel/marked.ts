import type { Marker } from "../api/types";

/** What was told of a livestream's markers since its channel's last snapshot, by marker. Values are never changed. */
export type Marked = ReadonlyMap<string, { marker: Marker; removed: boolean }>;

export const NOTHING_MARKED: Marked = new Map();

/** The channel of all livestreams tells of the markers of all, and a page may be open for days. */
const MOST = 1_000;

export function noteMarker(marked: Marked, marker: Marker, removed: boolean): Marked {
  const next = new Map(marked);
  next.delete(marker.id);
  next.set(marker.id, { marker, removed });
  if (next.size > MOST) next.delete(next.keys().next().value ?? "");
  return next;
}

/** A livestream's markers: those that were read, as they are by what was told since; in the show's order. */
export function withMarked(read: readonly Marker[], id: string, marked: Marked): Marker[] {
  const all = new Map(read.map((one) => [one.id, one]));
  for (const { marker, removed } of marked.values()) {
    if (marker.livestream_id !== id) continue;
    if (removed) all.delete(marker.id);
    else all.set(marker.id, marker);
  }
  return [...all.values()].sort((one, other) => one.at - other.at);
}
