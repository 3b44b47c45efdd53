interface Loaded {
  duration: number;
  stats: { loaded: number };
}

/** Bits per second of what a playlist lists and was fetched, parts before segments; null: nothing was. Pure. */
export function readRate(
  details: { fragments: readonly Loaded[]; partList: readonly Loaded[] | null } | null,
): number | null {
  if (details === null) return null;
  return rate(details.partList ?? []) ?? rate(details.fragments);
}

function rate(all: readonly Loaded[]): number | null {
  let [bytes, seconds] = [0, 0];
  for (const { duration, stats } of all) {
    if (stats.loaded === 0) continue;
    bytes += stats.loaded;
    seconds += duration;
  }
  return seconds === 0 ? null : (bytes * 8) / seconds;
}
