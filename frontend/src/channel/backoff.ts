/** How long to wait before the next try, spread so that clients that fell together do not return together. */

const BASE_MS = 500;
const CAP_MS = 10_000;
/** After "too many sockets" a client has no business coming back at once. */
const CROWDED_MS = 5_000;

/**
 * Full jitter: anywhere between nothing and an exponentially growing limit.
 *
 * @param attempt 0 for the first retry
 * @param random in [0, 1)
 */
export function backoff(attempt: number, random: number): number {
  return Math.round(random * Math.min(CAP_MS, BASE_MS * 2 ** Math.min(attempt, 10)));
}

export function crowdedBackoff(attempt: number, random: number): number {
  return CROWDED_MS + backoff(attempt + 3, random);
}
