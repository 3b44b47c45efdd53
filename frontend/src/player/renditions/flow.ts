/** Seconds: a network that falls is seen after so long, whatever came before. */
const WINDOW_S = 0.2;
/** Whoever has not looked for so long was busy, and knows nothing of how it came. */
const BUSY_S = 0.12;

/** How fast one file comes just now, which its mean tells late. Seconds and bytes. */
export class Flow {
  #seen: { at: number; bytes: number }[];

  /** @param first when its first byte came */
  constructor(first: number) {
    this.#seen = [{ at: first, bytes: 0 }];
  }

  /** So much has come by now: how much of it within the last moments, and how long these are. */
  see(at: number, bytes: number): { bytes: number; taken: number } {
    if (at - (this.#seen.at(-1)?.at ?? at) > BUSY_S) this.#seen = [];
    this.#seen.push({ at, bytes });
    const since = this.#seen.findLastIndex((one) => one.at <= at - WINDOW_S);
    if (since > 0) this.#seen = this.#seen.slice(since);
    const begin = this.#seen[0] ?? { at, bytes };
    return { bytes: bytes - begin.bytes, taken: at - begin.at };
  }
}
