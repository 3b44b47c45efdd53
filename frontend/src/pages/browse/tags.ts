import type { Livestream } from "../../api/types";

/** The words that most of these shows are found by, the most frequent first. */
export function countTags(livestreams: readonly Pick<Livestream, "tags">[], most = 12): string[] {
  const counts = new Map<string, number>();
  for (const { tags } of livestreams) for (const tag of tags) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  return [...counts]
    .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
    .slice(0, most)
    .map(([tag]) => tag);
}
