/** Further from live than this, a viewer is behind; seconds. */
export const BEHIND_S = 3;

/**
 * Where the viewer has chosen to be: at live, or back at what was sent at some time. It outlives the engines, which are
 * made anew where a stream goes on with other tracks. Pure; distances in seconds.
 *
 * Only who moves or pauses has chosen; who is behind since the network stood still wants to be taken back to live.
 */
export class Place {
  #back = false;
  /** How far behind live the picture last played. */
  #played = 0;
  #date: Date | null = null;

  /** Behind live, by choice. */
  get back(): boolean {
    return this.#back;
  }

  /** Where to begin anew; null: at live. */
  get from(): Date | null {
    return this.#back ? this.#date : null;
  }

  /** The viewer pauses. How far the network had left them behind before is no choice of theirs. */
  pause(behind: number, date: Date | null): void {
    if (this.#back || behind - this.#played > BEHIND_S) this.choose(behind, date);
  }

  /** The viewer has gone to this far behind live, at what was sent at `date`. */
  choose(behind: number, date: Date | null): void {
    this.#back = behind > BEHIND_S;
    this.#date = date;
  }

  /** The picture plays. Whoever had gone back and has been caught up with is at live again. */
  see(behind: number, date: Date | null): void {
    if (behind <= BEHIND_S) this.#back = false;
    this.#played = behind;
    this.#date = date ?? this.#date;
  }

  /** Another show begins. */
  goLive(): void {
    this.#back = false;
    this.#played = 0;
  }
}
