import { backoff } from "../channel/backoff";
import type { OpenReplay, ReplayEngine } from "../player/replay/engine";
import type { Kept } from "../player/replay/kept";
import { findMoment, readLast, readMoment } from "./listing";
import type { Range } from "./range";

/** What an editor's picture is doing. */
export interface PreviewView {
  /** `coming`: what is to be seen was live a moment ago and is not kept yet. */
  state: "loading" | "shown" | "coming";
  playing: boolean;
  /** What is on the screen; seconds of show time, null before anything is. */
  place: number | null;
  /** How far the show is kept by now; seconds of show time, null while that is not known. */
  kept: number | null;
  /** How long a picture lasts, as far as it was seen; seconds. */
  frame: number;
}

export const NO_PREVIEW: PreviewView = {
  state: "loading",
  playing: false,
  place: null,
  kept: null,
  frame: 1 / 30,
};

const TICK_MS = 250;
/** What two pictures may be apart. */
const FRAME_S = { least: 1 / 130, most: 1 / 9 };
/** A picture begins a hair after where it is looked for. */
const HAIR_S = 0.002;

/** An element that shows single pictures of a show, and plays a part of it round and round. */
export class Preview {
  view = NO_PREVIEW;

  readonly #video: HTMLVideoElement;
  readonly #open: OpenReplay;
  readonly #kept: Kept;
  readonly #begins: number;
  readonly #onChange: (view: PreviewView) => void;
  readonly #gone = new AbortController();
  readonly #ticker: ReturnType<typeof setInterval>;
  #engine: ReplayEngine;
  #rebuild: ReturnType<typeof setTimeout> | undefined;
  #failures = 0;
  /** What is to be shown, and is not yet. */
  #wanted: number | null;
  #range: Range;
  #playing = false;
  #seen: number | null = null;

  /** @param begins when the show's first second was sent; ms since 1970 */
  constructor(
    open: OpenReplay,
    video: HTMLVideoElement,
    kept: Kept,
    begins: number,
    range: Range,
    onChange: (view: PreviewView) => void,
  ) {
    this.#open = open;
    this.#video = video;
    this.#kept = kept;
    this.#begins = begins;
    this.#range = range;
    this.#wanted = range.from;
    this.#onChange = onChange;
    this.#listen("loadeddata", () => this.#see());
    this.#listen("seeked", () => this.#see());
    this.#listen("timeupdate", () => this.#tick());
    this.#listen("pause", () => this.#show({ playing: !video.paused }));
    this.#listen("playing", () => this.#show({ playing: true }));
    this.#listen("ended", () => this.#playing && this.play());
    this.#ticker = setInterval(() => this.#tick(), TICK_MS);
    this.#engine = this.#build();
    this.#watchFrames();
  }

  /** What is played from now on; what plays goes on in it. */
  set range(range: Range) {
    this.#range = range;
  }

  /** Shows the picture at this place, and plays no further. */
  show(place: number): void {
    this.pause();
    this.#wanted = place;
    this.#seek();
  }

  /** Plays the range from its begin, or from where the picture is in it, round and round. */
  play(): void {
    this.#playing = true;
    const { place } = this.view;
    const { from, to } = this.#range;
    if (this.#video.ended || place === null || place < from - HAIR_S || place >= to - 0.2)
      this.#wanted = from;
    this.#seek();
    void this.#video.play().catch(() => this.pause());
    this.#follow();
  }

  pause(): void {
    this.#playing = false;
    this.#video.pause();
  }

  destroy(): void {
    this.#playing = false;
    clearInterval(this.#ticker);
    clearTimeout(this.#rebuild);
    this.#gone.abort();
    this.#engine.destroy();
  }

  #build(): ReplayEngine {
    const at = this.#wanted ?? this.view.place ?? this.#range.from;
    const from = { date: new Date(this.#begins + at * 1000) };
    this.#wanted = at;
    const engine = this.#open(this.#video, this.#kept.url, from, () => this.#buildLater());
    engine.begin();
    return engine;
  }

  #buildLater(): void {
    clearTimeout(this.#rebuild);
    const delay = this.#failures === 0 ? 0 : 200 + backoff(this.#failures - 1, Math.random());
    this.#failures += 1;
    this.#rebuild = setTimeout(() => {
      this.#engine.destroy();
      this.#engine = this.#build();
    }, delay);
  }

  /** Goes where somebody wants to look. One place at a time: of a drag's many the newest counts. */
  #seek(): void {
    const video = this.#video;
    if (this.#wanted === null || video.seeking || video.readyState < HTMLMediaElement.HAVE_METADATA) return;
    const { listed } = this.#engine;
    if (listed.length === 0) return;
    const at = findMoment(listed, this.#begins + this.#wanted * 1000);
    if (at === null) {
      this.#show({ state: "coming" });
      return;
    }
    this.#wanted = null;
    if (Math.abs(video.currentTime - at) < HAIR_S / 2) this.#see();
    else video.currentTime = at + HAIR_S;
  }

  #see(): void {
    this.#seek();
    if (this.#wanted !== null || this.#video.seeking) return;
    if (this.#video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) return;
    this.#failures = 0;
    this.#show({ state: "shown", place: this.#read() });
  }

  #tick(): void {
    const last = readLast(this.#engine.listed);
    this.#show({ kept: last === null ? this.view.kept : this.#toPlace(last) });
    if (this.#wanted !== null) this.#seek();
    else if (this.#playing && !this.#video.seeking) this.#show({ place: this.#read() });
  }

  /** While it plays: back to the begin as soon as the last picture was seen. */
  #follow(): void {
    if (!this.#playing || this.#gone.signal.aborted) return;
    const place = this.#read();
    if (this.#wanted === null && !this.#video.seeking && place !== null) {
      this.#show({ place });
      if (place >= this.#range.to - HAIR_S || place < this.#range.from - 1) {
        this.#wanted = this.#range.from;
        this.#seek();
      }
    }
    requestAnimationFrame(() => this.#follow());
  }

  /** How long a picture lasts is what two after each other are apart. */
  #watchFrames(): void {
    if (!("requestVideoFrameCallback" in this.#video)) return;
    this.#video.requestVideoFrameCallback((_now, { mediaTime }) => {
      const apart = this.#seen === null ? 0 : mediaTime - this.#seen;
      this.#seen = mediaTime;
      const better = apart < this.view.frame || this.view.frame === NO_PREVIEW.frame;
      if (this.#playing && better && apart > FRAME_S.least && apart < FRAME_S.most)
        this.#show({ frame: apart });
      if (!this.#gone.signal.aborted) this.#watchFrames();
    });
  }

  #read(): number | null {
    const date = readMoment(this.#engine.listed, this.#video.currentTime);
    return date === null ? null : this.#toPlace(date);
  }

  #toPlace(date: number): number {
    return (date - this.#begins) / 1000;
  }

  #listen(name: keyof HTMLMediaElementEventMap, listener: () => void): void {
    this.#video.addEventListener(name, listener, { signal: this.#gone.signal });
  }

  #show(change: Partial<PreviewView>): void {
    const next = { ...this.view, ...change };
    if ((Object.keys(change) as (keyof PreviewView)[]).every((name) => next[name] === this.view[name]))
      return;
    this.view = next;
    this.#onChange(next);
  }
}
