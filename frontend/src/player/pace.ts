/** How fast to play, so that the picture is as near to live as this viewer's network allows. Pure; all in seconds. */

/** What the buffer should hold at its lowest: a few frames, and the time a part may be late. */
const LEAST_MARGIN = 0.2;
const MOST_MARGIN = 3;
/** Each stall moves the picture this much further from live. */
const STALL_STEP = 0.25;
/** Time without a stall after which a step nearer is tried; a step that ends in a stall doubles it. */
const PATIENCE = 15;
const MOST_PATIENCE = 240;
/** A publisher that falls silent is noticed this much later at most. */
const EXCUSED = 15;
/** The buffer is at its lowest just before something arrives: this many arrivals must have been seen. */
const ARRIVALS = 3;
const LEAST_WINDOW = 1;
/** Catching up begins when the buffer is never lower than this above the margin, and ends at the second. */
const BEGIN = 0.08;
const END = 0.03;
/** Faster by this much at most: voices sound natural up to there. Whoever is far behind should be home soon. */
const FASTEST = 0.15;
const FAR = 2;
const FROM_FAR = 0.3;
/** What is known to come later from now on is waited for at this pace, which nobody hears, rather than in a stall. */
const SLOWER = 0.92;
const SHORT = 0.06;

/** Fed ten times a second. A buffer that never runs low is latency that this viewer need not have. */
export class Pace {
  #margin = LEAST_MARGIN;
  #reserve = 0;
  #before = { margin: LEAST_MARGIN, patience: PATIENCE, relaxAt: Number.POSITIVE_INFINITY, until: 0 };
  #patience = PATIENCE;
  #relaxAt = Number.POSITIVE_INFINITY;
  #trying = false;
  #rate = 1;
  #lows: { at: number; ahead: number }[] = [];

  /** The least that is kept in the buffer. */
  get margin(): number {
    return this.#margin;
  }

  /** The picture stood still for want of media. */
  stall(now: number): void {
    this.#before = {
      margin: this.#margin,
      patience: this.#patience,
      relaxAt: this.#relaxAt,
      until: now + EXCUSED,
    };
    this.#margin = Math.min(this.#margin + STALL_STEP, MOST_MARGIN);
    if (this.#trying) this.#patience = Math.min(this.#patience * 2, MOST_PATIENCE);
    this.#trying = false;
    this.#relaxAt = now + this.#patience;
    this.rest();
  }

  /** Word has come that the publisher is gone: a stall just before was not the network's fault. */
  excuse(now: number): void {
    const { margin, patience, relaxAt, until } = this.#before;
    if (now > until) return;
    this.#margin = margin;
    this.#patience = patience;
    this.#relaxAt = relaxAt;
  }

  /** Everything comes this much later, for as long as this is so, and by no fault of the network's. */
  reserve(seconds: number): void {
    if (this.#reserve === seconds) return;
    this.#reserve = seconds;
    this.rest();
  }

  /** Plays at its own speed; what the buffer held until now says nothing about what comes. */
  rest(): void {
    this.#lows = [];
    this.#rate = 1;
  }

  /**
   * The speed from now on.
   *
   * @param ahead what the buffer holds past the picture
   * @param period how often something arrives
   */
  next(now: number, ahead: number, period: number): number {
    this.#relax(now);
    const window = Math.max(LEAST_WINDOW, ARRIVALS * period);
    this.#lows.push({ at: now, ahead });
    while (this.#lows[0] !== undefined && this.#lows[0].at < now - window) this.#lows.shift();
    const seen = now - (this.#lows[0]?.at ?? now);
    const spare = Math.min(...this.#lows.map((low) => low.ahead)) - this.#margin - this.#reserve;
    if (seen < window * 0.8) return this.#rate;
    if (this.#reserve > 0 && spare < (this.#rate < 1 ? 0 : -SHORT)) this.#rate = SLOWER;
    else if (spare < (this.#rate > 1 ? END : BEGIN)) this.#rate = 1;
    else {
      // How low the buffer goes is seen once a period only; until then no more than is there may be played away.
      const hurry = spare * Math.min(0.8, 0.2 / period);
      this.#rate = 1 + Math.max(0.03, Math.min(hurry, spare > FAR ? FROM_FAR : FASTEST));
    }
    return this.#rate;
  }

  #relax(now: number): void {
    if (now < this.#relaxAt) return;
    this.#margin = Math.max(LEAST_MARGIN, this.#margin - STALL_STEP);
    this.#trying = true;
    this.#relaxAt = this.#margin > LEAST_MARGIN ? now + this.#patience : Number.POSITIVE_INFINITY;
  }
}
