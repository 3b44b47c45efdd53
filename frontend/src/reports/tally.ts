import type { Seen } from "../player/useReports";
import type { PlaybackView } from "../player/view";

/** How one rendition played since the last report: see docs/audience.md. Times in ms. */
export interface Played {
  rendition: string;
  played: number;
  msd?: number;
  ltc?: number;
  stalls: number;
  bsd: number;
  failures: number;
}

/** Nothing to see for this long, where something should be, is a failure; ms. */
const FAILED_MS = 10_000;
/** No report tells of more; ms. */
const LONGEST_MS = 600_000;

interface Gap {
  since: number;
  rendition: string;
  first: boolean;
  failed: boolean;
}

/** Counts how a live picture plays, from what its stage showed. Pure: times are passed in, in ms and rising. */
export class Tally {
  #sums = new Map<string, Played>();
  #view: PlaybackView | null = null;
  /** Up to when all is counted. */
  #at = 0;
  /** It stands still, and nobody wants it to. */
  #gap: Gap | null = null;
  /** The artist is away. */
  #away = false;
  #begun = false;
  readonly #from: number | null;

  /** @param from when the first picture was asked for, if that was before the stage was there */
  constructor(from: number | null) {
    this.#from = from;
  }

  note({ at, view, seeking }: Seen): void {
    this.#settle(at);
    const before = this.#view;
    this.#view = view;
    const live = view.source === "live" && !this.#away && !view.blocked;
    const still = view.state === "starting" || view.state === "stalled";
    // A picture that was there at once was never seen to be on its way.
    if (live && view.state === "playing" && !this.#begun && this.#gap === null && this.#from !== null)
      this.#gap = { since: this.#from, rendition: nameOf(view), first: true, failed: true };
    if (!live || !still) {
      if (this.#gap !== null) this.#close(at, live && view.state === "playing");
    } else if (this.#gap === null && !seeking) {
      const first = !this.#begun && view.state === "starting";
      const since = first && before?.state !== "playing" ? (this.#from ?? at) : at;
      this.#gap = { since, rendition: nameOf(view), first, failed: false };
    }
  }

  /** The artist went away, or is back: what stands still meanwhile is no fault of the player's. */
  interrupt(at: number, away: boolean): void {
    if (this.#away === away) return;
    this.#settle(at);
    this.#away = away;
    if (away) this.#gap = null;
  }

  /** How far behind live the picture is now; ms. */
  late(ltc: number): void {
    const view = this.#view;
    if (
      view?.state !== "playing" ||
      view.source !== "live" ||
      view.behind > 0 ||
      !(ltc >= 0 && ltc <= 60_000)
    )
      return;
    this.#of(nameOf(view)).ltc = Math.round(ltc);
  }

  /** What came together since the last time. `over`: nothing follows, and what stands still has stood still. */
  take(at: number, over = false): Played[] {
    this.#settle(at);
    if (over && this.#gap !== null) this.#close(at, true);
    const taken = [...this.#sums.values()];
    this.#sums = new Map();
    return taken;
  }

  #settle(at: number): void {
    const view = this.#view;
    if (view?.state === "playing" && view.source === "live") {
      const sums = this.#of(nameOf(view));
      sums.played = Math.min(LONGEST_MS, sums.played + Math.max(0, Math.round(at - this.#at)));
    }
    const gap = this.#gap;
    if (gap !== null && !gap.failed && at - gap.since >= FAILED_MS) {
      gap.failed = true;
      this.#of(gap.rendition).failures += 1;
    }
    this.#at = at;
  }

  #close(at: number, counts: boolean): void {
    const gap = this.#gap;
    this.#gap = null;
    if (gap === null || !counts) return;
    const sums = this.#of(gap.rendition);
    const lasted = Math.min(LONGEST_MS, Math.round(at - gap.since));
    if (!gap.first) {
      sums.stalls += 1;
      sums.bsd = Math.min(LONGEST_MS, sums.bsd + lasted);
    } else if (this.#view?.state === "playing") {
      this.#begun = true;
      if (lasted <= 120_000) sums.msd = lasted;
    }
  }

  #of(rendition: string): Played {
    let sums = this.#sums.get(rendition);
    if (sums === undefined) {
      sums = { rendition, played: 0, stalls: 0, bsd: 0, failures: 0 };
      this.#sums.set(rendition, sums);
    }
    return sums;
  }
}

const nameOf = (view: PlaybackView) => (view.listening ? "audio" : (view.renditions?.playing ?? "source"));
