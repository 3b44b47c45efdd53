import { serverClock } from "../channel/serverClock";

/** When what is live at a moment was sent: by the publisher's side's clock, as soon as a playlist has told it. */
export class LiveClock {
  /** Its time when the steady clock stood at nought; ms since 1970. */
  #origin: number | null = null;

  /** What was sent at `date` is live when the steady clock (milliseconds, nobody sets it) stands at `steady`. */
  note(date: number, steady: number): void {
    this.#origin = date - steady;
  }

  /** Ms since 1970; before anything was live here, the platform's own time. */
  read(steady: number, own: number): number {
    return this.#origin === null ? serverClock.read(steady, own) : this.#origin + steady;
  }
}
