import type { Account, Clip, Livestream } from "../../api/types";
import type { ClipNews } from "../../clips/news";
import { isReplayGated, withPass } from "../watch/pass";

/** What there is of a clip for whoever is here. Pure. */
export type ClipState =
  /** It plays. */
  | { is: "there"; clip: Clip }
  /** It was there a moment ago: its artist has hidden it, or somebody has deleted it. */
  | { is: "removed" }
  /** What it was cut out of has been deleted. */
  | { is: "gone"; clip: Clip };

/**
 * The clip as read, and as told of since. `own`: its show's artist sees a hidden one, too, and is told of it as all are:
 * what it is now has to be read.
 */
export function findClip(read: Clip, news: ClipNews, own: boolean): ClipState {
  const told = news.get(read.id);
  if (told === null && !own) return { is: "removed" };
  // What everybody is told has no address that is not for everybody.
  const clip = !told
    ? read
    : { ...told, url: told.url ?? read.url, still_url: told.still_url ?? read.still_url };
  return clip.state === "gone" ? { is: "gone", clip } : { is: "there", clip };
}

/**
 * Where it plays: a clip of a gated show behind the pass that opens that show's replay. Null while there is none.
 *
 * @param replayUrl where the server says that what is kept is for this account, if that is not for all who may watch:
 * the pass is in it
 */
export function openClip(
  { url }: Pick<Clip, "url">,
  livestream: Livestream,
  pass: string | null,
  replayUrl: string | null,
): string | null {
  if (url === null) return null;
  if (!isReplayGated(livestream)) return url;
  const { replay } = livestream;
  const fewer = replay !== null && replay.visibility !== "public";
  const own = fewer ? (replayUrl?.split("/").at(-2) ?? null) : pass;
  return own === null ? null : withPass(url, own);
}

/**
 * Where it plays before anything is known of its show, so that whoever follows a link does not wait for that: the address
 * that a visitor (`account` is null) has got is for everybody. Of others' it is not known yet whether it takes a pass.
 *
 * @param alone nothing of the show comes for now: what there is of the clip has to do
 */
export const openUnknown = (
  { url }: Pick<Clip, "url">,
  account: Account | null | undefined,
  alone: boolean,
): string | null => (account === null || alone ? url : null);

/** Whether the show can be watched from the clip's moment: a clip that is kept may be all that is left of it. */
export const hasReplay = (livestream: Pick<Livestream, "replay"> | undefined): boolean =>
  !!livestream?.replay && livestream.replay.state !== "gone";
