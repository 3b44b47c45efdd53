/** What is heard of applause, shown when the picture gets there. Pure; dates in ms since 1970. */

/** One of the channel's `applause` events. */
export interface Applause {
  /** From 0, nobody claps, to 1, all of them do. */
  level: number;
  /** Claps since the last one. */
  count: number;
  at: number;
}

/** As `Applause`, and nothing to hear. */
export const SILENCE: Applause = { level: 0, count: 0, at: 0 };

/** Of a picture further behind than this, what is kept of the show says how loud it was. */
export const FAR_MS = 30_000;
/** Events that wait: four a second for as long, and some more. */
const MOST_WAITING = 160;
/** After so long without an event it is silent: the last one may have been lost with a connection. */
const STALE_MS = 4_000;

export class Ovation {
  readonly topics = ["applause"];
  readonly types = ["applause"];
  #waiting: Applause[] = [];
  #now = SILENCE;
  #shownAt = 0;
  readonly #wake: () => void;

  /** @param wake something has come: `look` from now on, until it is silent again */
  constructor(wake: () => void) {
    this.#wake = wake;
  }

  /** Applause has no past: a socket that comes back goes on with what is heard then. */
  resume(): Readonly<Record<string, string>> {
    return {};
  }

  hear(frame: { type: string }): boolean {
    const { level, count, at } = frame as { level?: unknown; count?: unknown; at?: unknown };
    const date = Date.parse(String(at));
    if (typeof level !== "number" || typeof count !== "number" || Number.isNaN(date)) return true;
    this.#waiting.push({ level, count, at: date });
    if (this.#waiting.length > MOST_WAITING) this.#waiting.shift();
    this.#wake();
    return true;
  }

  /**
   * How loud it is where the picture is; the claps of all events that it has come to since the last look.
   *
   * @param date when what is on the screen was sent; null: there is no picture to wait for; undefined: not known now
   * @param now of a steady clock
   */
  look(date: number | null | undefined, now: number): Applause {
    if (date === undefined) return { ...this.#now, count: 0 };
    const come = this.#waiting.filter(({ at }) => date === null || at <= date);
    this.#waiting = this.#waiting.slice(come.length);
    const last = come.at(-1);
    if (last !== undefined) {
      this.#now = last;
      this.#shownAt = now;
    } else if (now - this.#shownAt > STALE_MS) this.#now = SILENCE;
    return { ...this.#now, count: come.reduce((sum, { count }) => sum + count, 0) };
  }

  /** There is nothing to show, and nothing on its way. */
  get over(): boolean {
    return this.#waiting.length === 0 && this.#now.level === 0;
  }
}
