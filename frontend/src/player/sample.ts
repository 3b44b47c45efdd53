import type { Engine } from "./engine";
import type { Sample } from "./progress";

/** What begins so little after where an element stands plays on from there, too; seconds. */
const NEAR_S = 0.1;

/** Seconds of media that an element has past where it stands. */
export function bufferedAhead({
  buffered,
  currentTime,
}: Pick<HTMLMediaElement, "buffered" | "currentTime">): number {
  let ahead = 0;
  for (let range = 0; range < buffered.length; range++) {
    if (buffered.start(range) <= currentTime + NEAR_S)
      ahead = Math.max(ahead, buffered.end(range) - currentTime);
  }
  return ahead;
}

/** How far an element has come, and what it has before it. `resting`: it is paused, and means to stay so. */
export function takeSample(video: HTMLVideoElement, engine: Engine | null, resting: boolean): Sample {
  const { currentTime, ended } = video;
  const edge = engine?.edge ?? null;
  const complete = engine?.complete === true;
  // A playlist that is not read any more goes on all the same.
  const listed = edge === null ? 0 : edge + (engine?.unread ?? 0) - currentTime;
  let ahead = bufferedAhead(video);
  // In an ended playlist, what is listed but not fetched yet is still ahead; what is not read yet may hold anything.
  if (complete) ahead = Math.max(ahead, listed);
  else if (engine !== null && edge === null) ahead = Number.POSITIVE_INFINITY;
  return {
    now: performance.now(),
    currentTime,
    ahead,
    paused: resting,
    ended,
    listed,
    complete,
  };
}
