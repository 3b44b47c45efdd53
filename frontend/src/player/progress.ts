/** Whether the picture moves, and what it means when it does not. Pure; times in ms, media times in seconds. */

export interface Sample {
  now: number;
  currentTime: number;
  /** Seconds of media known to be there past `currentTime`: buffered or, in an ended playlist, listed. */
  ahead: number;
  /** Seconds the playlist lists past `currentTime`. */
  listed: number;
  paused: boolean;
  ended: boolean;
  /** The playlist says that nothing more will come. */
  complete: boolean;
}

export interface Progress {
  currentTime: number;
  movedAt: number;
}

/** Longer than this without a new picture, though there is something to show: the player has lost its way. */
const STUCK_MS = 6_000;
/** The first picture may have to wait for an encoder's long keyframe interval. */
const UNSTARTED_MS = 12_000;
/** Where the playlist itself does not go on, a new player would only show its last seconds once more. */
const NOTHING_NEW_MS = 20_000;
/** Listed media further ahead than this should have been playing. */
const WAITING_S = 1;
/** What counts as the end: listed lengths and real ones may differ by a few frames. */
const EDGE_S = 0.15;
const AT_END_MS = 150;
/** The playlist's end is written half a second after the last part; a stall this long at the edge is the end. */
const AT_EDGE_MS = 800;
const GIVE_UP_MS = 2_000;

export function advance(progress: Progress, sample: Sample): Progress {
  if (sample.currentTime === progress.currentTime && !sample.paused) return progress;
  return { currentTime: sample.currentTime, movedAt: sample.now };
}

/** After the livestream's end: has the viewer seen the last of it? */
export function isFinished(progress: Progress, sample: Sample): boolean {
  if (sample.ended || sample.paused) return true;
  const still = sample.now - progress.movedAt;
  if (sample.ahead < EDGE_S) return still >= (sample.complete ? AT_END_MS : AT_EDGE_MS);
  return still >= GIVE_UP_MS;
}

/**
 * While the publisher is there: must the player be built anew?
 *
 * @param phase `resumed`: the publisher has come back, and nothing was seen of it yet
 */
export function isStuck(
  progress: Progress,
  sample: Sample,
  phase: "starting" | "playing" | "resumed",
): boolean {
  if (sample.paused) return false;
  const due = phase === "resumed" || sample.listed > WAITING_S;
  const patience = phase === "starting" ? UNSTARTED_MS : due ? STUCK_MS : NOTHING_NEW_MS;
  return sample.now - progress.movedAt >= patience;
}
