import { type Composer, EMPTY_COMPOSER } from "./composer";

/** Rooms of which is remembered what somebody was about to say there. */
const MOST_ROOMS = 8;

const kept = new Map<string, Composer>();

/** Remembers what is about to be said in a place, for when its box is gone and comes back: the chat may be hidden meanwhile. */
export function keepDraft(place: string, state: Composer): void {
  kept.delete(place);
  kept.set(place, state);
  for (const oldest of kept.keys()) {
    if (kept.size <= MOST_ROOMS) break;
    kept.delete(oldest);
  }
}

/** What was on its way is sent again under the same id, so that it is said once. */
export function recallDraft(place: string): Composer {
  return kept.get(place) ?? EMPTY_COMPOSER;
}
