/** A person's clapping: how often, while something is held, and what is said of it once a second. Pure but for its timers. */

/** A held button claps so often; ms. */
const CLAP_MS = 160;
/** The server counts one message a second. */
const SAY_MS = 1_000;
/** And so many claps of one. */
const MOST = 20;

export class Clapping {
  #pending = 0;
  #holding: ReturnType<typeof setInterval> | undefined;
  #saying: ReturnType<typeof setTimeout> | undefined;
  readonly #say: (count: number) => void;
  readonly #clap: () => void;

  /** @param clap is called for each clap, `say` with their number: at once for the first, then once a second */
  constructor(say: (count: number) => void, clap: () => void) {
    this.#say = say;
    this.#clap = clap;
  }

  get holding(): boolean {
    return this.#holding !== undefined;
  }

  /** Claps, and goes on until `release`. */
  hold(): void {
    if (this.holding) return;
    this.#once();
    this.#holding = setInterval(() => this.#once(), CLAP_MS);
  }

  release(): void {
    clearInterval(this.#holding);
    this.#holding = undefined;
  }

  /** Ends; what was not said yet is not said any more. */
  stop(): void {
    this.release();
    clearTimeout(this.#saying);
    this.#saying = undefined;
    this.#pending = 0;
  }

  #once(): void {
    this.#clap();
    this.#pending = Math.min(MOST, this.#pending + 1);
    if (this.#saying === undefined) this.#tell();
  }

  #tell(): void {
    this.#saying = undefined;
    if (this.#pending === 0) return;
    this.#say(this.#pending);
    this.#pending = 0;
    this.#saying = setTimeout(() => this.#tell(), SAY_MS);
  }
}
