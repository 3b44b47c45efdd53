/** Places in a show within addresses: `?at=760.5`. Pure. */

/** Seconds of show time; null: the address names none. */
export function readPlaceIn(search: URLSearchParams, name: string): number | null {
  const text = search.get(name);
  if (text === null || !/^\d{1,7}(\.\d{1,3})?$/.test(text)) return null;
  return Number(text);
}

/** A show from this place on. */
export const showAt = (livestream: string, place: number): string =>
  `/livestreams/${encodeURIComponent(livestream)}?at=${Math.max(0, Math.floor(place * 10) / 10)}`;
