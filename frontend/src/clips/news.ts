import type { Clip } from "../api/types";

/** What a channel has told of clips since this page came: by id, null for one that is gone. Pure. */
export type ClipNews = ReadonlyMap<string, Clip | null>;

/** More than anybody has on a page; what was told longest ago is in the next list that is read. */
const MOST = 200;

/** The newest stands last. */
export function noteClip(news: ClipNews, id: string, clip: Clip | null): ClipNews {
  const next = new Map(news);
  next.delete(id);
  next.set(id, clip);
  for (const oldest of next.keys()) {
    if (next.size <= MOST) break;
    next.delete(oldest);
  }
  return next;
}

/**
 * Clips of a show or of an artist's, the last made first: those that were read, as far as they are there still, and those
 * that were told of since. `own`: the artist sees those that are hidden, too.
 *
 * @param isOf whether a livestream is one of those that they are read of
 * @param through the list was read to its end; else what is older than its last stays for when it is read on
 */
export function mergeClips(
  isOf: (livestream: string) => boolean,
  read: readonly Clip[],
  news: ClipNews,
  own: boolean,
  through: boolean,
): Clip[] {
  const all = new Map(read.map((clip) => [clip.id, clip]));
  const last = read.at(-1)?.created_at ?? "";
  for (const [id, clip] of news) {
    if (clip === null) all.delete(id);
    else if (isOf(clip.livestream_id) && (all.has(id) || through || clip.created_at >= last))
      // What everybody is told says nothing of a picture that is not for everybody.
      all.set(id, { ...clip, still_url: clip.still_url ?? all.get(id)?.still_url ?? null });
  }
  return [...all.values()]
    .filter((clip) => clip.state !== "gone" && (own || !clip.hidden))
    .sort((a, b) => compare(b.created_at, a.created_at) || compare(b.id, a.id));
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
