/**
 * What time it is for the server. Deadlines and beginnings are the server's, and a phone's own clock may be minutes off.
 */
export class ServerClock {
  /** Unix milliseconds when the steady clock stood at nought; the largest told, since news only ever comes late. */
  #origin: number | null = null;

  /** The server wrote `at` (RFC 3339) before `steady` (milliseconds of a clock that nobody sets). */
  note(at: string, steady: number): void {
    const origin = Date.parse(at) - steady;
    if (Number.isFinite(origin) && origin > (this.#origin ?? Number.NEGATIVE_INFINITY)) this.#origin = origin;
  }

  /** Unix milliseconds; before the server has said anything, what this machine believes. */
  read(steady: number, own: number): number {
    return this.#origin === null ? own : this.#origin + steady;
  }
}

/** All channels of a page listen to one platform. */
export const serverClock = new ServerClock();
