import { askPass } from "../../api/calls";
import type { Livestream, LivestreamReplay, Pass } from "../../api/types";

/** Whether a livestream's media is for those who hold a pass. */
export const isGated = (livestream: Pick<Livestream, "token_gate_amount">): boolean =>
  (livestream.token_gate_amount ?? 0) > 0;

/** Whether what is kept of it is, too: a show for everybody may have a replay that is not. */
export const isReplayGated = ({
  token_gate_amount,
  replay,
}: Pick<Livestream, "token_gate_amount" | "replay">): boolean =>
  isGated({ token_gate_amount }) || (replay !== null && replay.visibility !== "public");

/** What is kept for fewer than may watch, so that the answer with a pass says where; another word is for another. */
export const findOwn = ({ replay }: Pick<Livestream, "replay">): string | null =>
  replay === null || replay.visibility === "public"
    ? null
    : `${replay.visibility} ${replay.from} ${replay.state}`;

/** The address of gated media: the pass stands before the file, and what a playlist names is beside it. */
export function withPass(url: string, pass: string): string {
  const at = url.lastIndexOf("/");
  return `${url.slice(0, at)}/${pass}${url.slice(at)}`;
}

/**
 * A livestream as a page plays it: a gated one from the address that its pass opens, and not before there is one.
 *
 * @param replayUrl where the server says that what is kept is for this account, if that is not for all who may watch
 */
export function admit(
  livestream: Livestream,
  pass: string | null,
  replayUrl: string | null = null,
): Livestream {
  const { hls_url, still_url, replay, status } = livestream;
  // What is on needs the show's pass; afterwards it is the replay's picture.
  const closed = status === "live" ? isGated(livestream) : isReplayGated(livestream);
  const own = replay?.visibility === "private";
  return {
    ...livestream,
    hls_url: isGated(livestream) ? open(hls_url, pass) : hls_url,
    still_url: closed ? (own && status !== "live" ? null : open(still_url, pass)) : still_url,
    replay:
      replay && isReplayGated(livestream) ? { ...replay, url: openReplay(replay, pass, replayUrl) } : replay,
  };
}

const open = (url: string | null, pass: string | null) => url && pass && withPass(url, pass);

/** A show's channel tells all who hear it the same, so where what is kept is for fewer, the answer with the pass says it. */
const openReplay = ({ url, visibility }: LivestreamReplay, pass: string | null, own: string | null) =>
  visibility === "public" ? open(url, pass) : own;

/** A new one is asked for while the old one is still good, by the clock of its node, too; within the last hour the
 * server gives one. */
const EARLY_MS = 50 * 60_000;

/** When to ask again; both in milliseconds since 1970. */
export const renewAt = (pass: Pick<Pass, "expires_at">, now: number): number =>
  Math.max(Date.parse(pass.expires_at) - EARLY_MS, now + 30_000);

/** A pass for a page that is still on its way. There is one such page at a time. */
let ahead: { id: string; pass: Promise<Pass> } | null = null;

export function askPassAhead(id: string): Promise<Pass> {
  const pass = askPass(id, false);
  ahead = { id, pass };
  // The page asks the same, and says what is wrong; by then it may be right, for somebody has signed in.
  pass.catch(() => {
    if (ahead?.pass === pass) ahead = null;
  });
  return pass;
}

/** The same, for whoever needs it before the page does. */
export function findPassAhead(id: string): Promise<Pass> | null {
  return ahead?.id === id ? ahead.pass : null;
}

/** The one asked for ahead, if it is for this livestream; once. */
export function takePassAhead(id: string): Promise<Pass> | null {
  const found = ahead?.id === id ? ahead.pass : null;
  ahead = null;
  return found;
}
