/** Nobody hears a step in the sound that is as short; seconds. */
const NEAR_S = 0.015;
/** What an element says of its place just after it was moved is not yet so. */
const SETTLED_MS = 150;
/** What moving costs at first, and at most. */
const COST_S = 0.04;
const MOST_COST_S = 0.5;

/** How to move one player to where another is, which goes on meanwhile. Pure. */
export class Alignment {
  #cost = COST_S;
  #movedAt: number | null = null;

  /**
   * The seconds to move by now; 0: it is there; null: wait.
   *
   * @param off how far the other is ahead; seconds
   * @param now ms
   * @param most what it may be moved by
   */
  next(off: number, now: number, most = Number.POSITIVE_INFINITY): number | null {
    if (this.#movedAt !== null && now - this.#movedAt < SETTLED_MS) return null;
    if (Math.abs(off) < NEAR_S) return 0;
    // What is left after a move is what that has cost more than was thought.
    if (this.#movedAt !== null) this.#cost = Math.max(0, Math.min(this.#cost + off, MOST_COST_S));
    if (off + this.#cost > most) {
      this.#movedAt = null;
      return null;
    }
    this.#movedAt = now;
    return off + this.#cost;
  }
}
