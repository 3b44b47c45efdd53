/** Which of a show's two playlists has what somebody wants to see: the low-latency one, or the replay. Pure; seconds. */

/** What is nearer to live than this, the replay need not list yet: a segment of it is written when it is complete. */
export const EDGE_S = 12;
/** By the time that a player gets there, the playlist has moved on. */
const MARGIN_S = 3;

/** Whether a playlist of this length, which ends at live, has what was live `behind` ago and keeps it for a moment. */
export function isHeld(behind: number, window: number): boolean {
  return behind <= Math.max(0, window - MARGIN_S);
}

/** Whether what was live `behind` ago is of the last seconds that live alone has for sure. */
export function isLive(behind: number): boolean {
  return behind < EDGE_S;
}

/** Whether who goes to this place of a growing replay, from another, means live: a step back never does. */
export function meansLive(behind: number, from: number): boolean {
  return isLive(behind) && behind < from;
}
