import { bufferedAhead } from "./ahead";
import type { Engine } from "./engine";
import type { Sample } from "./progress";

/** How far an element has come, and what it has before it. `resting`: it is paused, and means to stay so. */
export function takeSample(video: HTMLMediaElement, engine: Engine | null, resting: boolean): Sample {
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
