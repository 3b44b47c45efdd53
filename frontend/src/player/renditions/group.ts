import type { FragmentLoaderContext } from "hls.js";

/** The group of pictures that an engine is loading: what it has asked for since the keyframe, and how long that plays. */
export class Group {
  #files: string[] = [];
  #lasts = 0;
  /** How long the group before was, as far as it was asked for. */
  #before = 0;
  #last = { sn: -1, index: -1 };
  #forgotten = false;

  /** An engine asks for this, in the order it plays; perhaps again. */
  note({ frag, part, url }: FragmentLoaderContext): void {
    if (this.#files.at(-1) === url) return;
    const { sn, index } = this.#last;
    this.#last = { sn: Number(frag.sn), index: part?.index ?? -1 };
    if (part === null || part.independent) {
      this.#before = this.#lasts;
      this.#lasts = 0;
      this.#files = [];
      this.#forgotten = false;
    } else if (this.#files.length === 0 || !follows(this.#last, sn, index)) {
      this.#lasts = 0;
      this.#files = [];
      return; // its keyframe was never asked for
    }
    this.#lasts += (part ?? frag).duration;
    this.#files.push(url);
  }

  /** It is not begun again twice. */
  forget(): void {
    this.#forgotten = true;
  }

  /** The source's addresses, from the keyframe to what was asked for last; none where that keyframe is not known. */
  get files(): readonly string[] {
    return this.#forgotten ? [] : this.#files;
  }

  /** How long they play; seconds. */
  get lasts(): number {
    return this.#lasts;
  }

  /** How long what comes behind them plays, where this group is as long as the one before; seconds. */
  get rest(): number {
    return Math.max(0, this.#before - this.#lasts);
  }
}

const follows = (next: { sn: number; index: number }, sn: number, index: number) =>
  next.sn === sn ? next.index === index + 1 : next.sn === sn + 1 && next.index === 0;

/** What is still to come of a group, as it was begun and smaller. Bits, and seconds. */
export interface Rest {
  left: number;
  /** How long that plays. */
  lasts: number;
  /** All of the group up to where the picture has to go on, smaller. */
  smaller: number;
  /** What the network carries; bits per second. */
  rate: number;
}

/** Who waits no longer than this sees nothing of it: so much is in the buffer. */
const SPARE_S = 0.3;

/** Whether a group that comes too slowly is better begun again, smaller: else the picture waits for the next keyframe. */
export const isWorthRestarting = ({ left, lasts, smaller, rate }: Rest): boolean =>
  left / rate - lasts > SPARE_S && smaller < left;
