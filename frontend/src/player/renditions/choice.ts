import { SOURCE } from "./address";
import type { Rendition } from "./multivariant";

/** What a viewer wants: whatever goes, the least there is, or one by its name. */
export type Wish = "auto" | "saver" | (string & {});

/** What came of one part. Seconds. */
export interface Came {
  /** The rendition that it is of. */
  name: string;
  bytes: number;
  /** From its first byte to its last: before that the origin has waited for the picture itself. */
  taken: number;
  /** How long it plays. */
  lasts: number;
}

/** What is seen of a part that has not come whole: how much of it came just now, and how long that took. */
export interface Coming extends Came {
  /** Bytes that are still to come. */
  left: number;
  /** Since its first byte. */
  since: number;
}

/** A network is used up to here; what is over it is for chat, and for parts that are larger than others. */
const USED = 0.75;
/** Of what was measured, how much the newest part says. */
const NEWEST = 0.3;
/** Less tells nothing: it came out of buffers on the way. */
const TELLING_S = 0.005;
/** Of a part on its way less tells nothing, for a browser says no more often than this what has come. */
const UNTOLD_S = 0.05;
const SEEN_S = 0.15;
/** A part that is going to take so many times as long as it plays need not be waited for to know. */
const LATE = 2.5;
/** Time without trouble after which the next better one is tried; a try that fails doubles it. */
const PATIENCE_S = 10;
const MOST_PATIENCE_S = 240;
/** A try that has gone well for so long was none that failed. */
const PROVED_S = 15;
/** A stage that shows fewer of its frames than this is no good at this size. */
const MOST_DROPPED = 0.5;
const FRAMES = 60;

/** Which of a stream's renditions a viewer should have. Pure; told of what came, in the order it came. */
export class Choice {
  #wish: Wish;
  #renditions: readonly Rendition[] = [];
  #at = 0;
  #rate: number | null = null;
  #patience = PATIENCE_S;
  #tryAt = Number.POSITIVE_INFINITY;
  /** When a better one was begun with; before the try was proved, what goes wrong is its fault. */
  #triedAt = Number.NEGATIVE_INFINITY;
  #seen = { dropped: 0, frames: 0 };
  readonly #missing = new Map<string, number>();

  constructor(wish: Wish = "auto") {
    this.#wish = wish;
  }

  get wish(): Wish {
    return this.#wish;
  }

  /** Bits per second that the network was seen to carry; null: nothing has told yet. */
  get rate(): number | null {
    return this.#rate;
  }

  /** @param renditions the best one first */
  offer(renditions: readonly Rendition[]): void {
    const name = this.#renditions[this.#at]?.name ?? SOURCE;
    this.#renditions = renditions;
    const at = renditions.findIndex((one) => one.name === name);
    this.#at = Math.max(0, at);
  }

  want(wish: Wish, now: number): void {
    this.#wish = wish;
    this.#patience = PATIENCE_S;
    this.#tryAt = now + PATIENCE_S;
    this.#missing.clear();
  }

  /** The one to have now. */
  choose(now: number): string {
    if (this.#wish === "auto") this.#climb(now);
    const last = this.#renditions.length - 1;
    const named = this.#renditions.findIndex(({ name }) => name === this.#wish);
    const at = this.#wish === "auto" ? this.#at : this.#wish === "saver" ? last : Math.max(0, named);
    // What cannot be had is stood in for by the next better one, up to the source.
    for (let one = at; one > 0; one--) {
      const rendition = this.#renditions[one];
      if (rendition !== undefined && !this.#isMissing(rendition.name, now)) return rendition.name;
    }
    return SOURCE;
  }

  /** It cannot be had for now. */
  miss(name: string, now: number, seconds: number): void {
    this.#missing.set(name, now + seconds);
  }

  come({ name, bytes, taken, lasts }: Came, now: number): void {
    if (taken > TELLING_S) this.#see((bytes * 8) / taken);
    if (this.#tryAt === Number.POSITIVE_INFINITY) this.#tryAt = now + this.#patience;
    // What was on its way when a smaller one was chosen says no more than was known then.
    if (taken > lasts && name === this.#chosen?.name) this.#fall(now);
    else if (this.#patience > PATIENCE_S && now - this.#triedAt > MOST_PATIENCE_S)
      this.#patience = PATIENCE_S;
  }

  /** A part is on its way: where it comes much too slowly, nobody waits for the rest to know. */
  watch({ name, bytes, taken, left, since, lasts }: Coming, now: number): void {
    // Where nothing comes, something was lost on the way, and comes again; that says little of the rate.
    if (bytes === 0 || taken < SEEN_S) return;
    if (since + (left / bytes) * (taken - UNTOLD_S) < LATE * lasts) return;
    this.#see((bytes * 8) / taken);
    if (name === this.#chosen?.name) this.#fall(now);
  }

  /** The picture stood still for want of media. */
  stall(now: number): void {
    const at = this.#chosen;
    // One that was not the network's says nothing about the size.
    if (at !== undefined && this.#rate !== null && this.#rate * USED < at.rate) this.#fall(now);
    else this.#tryAt = Math.max(this.#tryAt, now + this.#patience);
  }

  /** What the element has shown and dropped since it began. A machine that shows most frames is left alone. */
  show(dropped: number, frames: number, now: number): void {
    const { dropped: before, frames: since } = this.#seen;
    if (frames < since) this.#seen = { dropped, frames };
    if (frames - since < FRAMES) return;
    this.#seen = { dropped, frames };
    if ((dropped - before) / (frames - since) > MOST_DROPPED) this.#fall(now);
  }

  /** What it would be by itself. */
  get #chosen(): Rendition | undefined {
    return this.#renditions[this.#at];
  }

  #see(rate: number): void {
    this.#rate = this.#rate === null || rate < this.#rate ? rate : this.#rate + (rate - this.#rate) * NEWEST;
  }

  #fall(now: number): void {
    if (now - this.#triedAt < PROVED_S) this.#patience = Math.min(this.#patience * 2, MOST_PATIENCE_S);
    this.#tryAt = now + this.#patience;
    const last = this.#renditions.length - 1;
    const carried = (this.#rate ?? 0) * USED;
    const fits = this.#renditions.findIndex(({ rate }, at) => at > this.#at && rate <= carried);
    this.#at = Math.max(this.#at, fits < 0 ? last : fits);
  }

  #climb(now: number): void {
    const better = this.#renditions[this.#at - 1];
    if (better === undefined || now < this.#tryAt) return;
    this.#tryAt = now + this.#patience;
    if (this.#rate !== null && this.#rate < better.rate) return;
    this.#at -= 1;
    this.#triedAt = now;
  }

  #isMissing(name: string, now: number): boolean {
    return (this.#missing.get(name) ?? 0) > now;
  }
}
