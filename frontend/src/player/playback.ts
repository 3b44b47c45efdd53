import { backoff } from "../channel/backoff";
import { type Engine, type EngineFactory, loadEngine } from "./engine";
import { LiveClock } from "./liveClock";
import { Pace } from "./pace";
import { BEHIND_S, Place } from "./place";
import { advance, isFinished, isStuck, type Progress, type Sample } from "./progress";
import { SOURCE } from "./renditions/address";
import type { Wish } from "./renditions/choice";
import type { Renditions } from "./renditions/renditions";
import { isHeld, isLive } from "./replay/source";
import { takeSample } from "./sample";
import { Still } from "./still";
import { IDLE_PLAYBACK, type PlaybackView } from "./view";

const TICK_MS = 100;
/** A playlist that lists more than this lets fans rewind; a shorter one is only the live edge. */
const REWIND_WINDOW_S = 30;
/** A shorter way is no viewer's: hls.js nudges an element that stands still. */
const NUDGE_S = 1;
/** What is made of the source comes by a part later, and the time that it takes to make it; seconds. */
const MADE_S = 0.1;
/** An engine that has worked for this long was no failure. */
const STEADY_MS = 10_000;

/** One element's playing of one livestream after another. Owns the engine; the element belongs to the page. */
export class Playback {
  view = IDLE_PLAYBACK;

  readonly #video: HTMLMediaElement;
  readonly #rendition: string;
  readonly #still: Still;
  readonly #onChange: (view: PlaybackView) => void;
  readonly #factory: Promise<EngineFactory>;
  readonly #gone = new AbortController();
  /** Hears when somebody wants what the playlist does not list any more, and when that was sent; null: nobody has it. */
  onTooFar: ((date: Date) => void) | null = null;
  readonly clock = new LiveClock();
  #url: string | null = null;
  #engine: Engine | null = null;
  /** Which other pictures there are is asked after the first; null: nobody knows yet. */
  #renditions: Renditions | null = null;
  #asked: string | null = null;
  #progress: Progress = { currentTime: 0, movedAt: 0 };
  readonly #pace = new Pace();
  readonly #place = new Place();
  /** What was sent then is begun with, once: another has played up to there. */
  #first: Date | null = null;
  #interrupted = false;
  #resumed = false;
  #finishing = false;
  /** An engine is to play as soon as it is ready; until then the element is paused, but not by its viewer. */
  #starting = false;
  #failures = 0;
  #builtAt = Number.NEGATIVE_INFINITY;
  #ticker: ReturnType<typeof setInterval> | undefined;
  #rebuild: ReturnType<typeof setTimeout> | undefined;
  #destroyed = false;

  /**
   * @param still where the last picture stays while the engine is changed
   * @param rendition what is played of a stream
   */
  constructor(
    video: HTMLMediaElement,
    still: HTMLCanvasElement,
    onChange: (view: PlaybackView) => void,
    rendition = SOURCE,
  ) {
    this.#video = video;
    this.#rendition = rendition;
    this.#still = new Still(still);
    this.#onChange = onChange;
    this.#factory = loadEngine();
    this.#listen("loadeddata", () => this.#seePicture());
    this.#listen("playing", () => this.#seePicture());
    this.#listen("waiting", () => this.#stall());
    this.#listen("seeking", () => this.#move());
    this.#listen("ended", () => this.#tick());
    this.#listen("play", () => this.#returnToLive());
    this.#listen("volumechange", () => !video.muted && this.#show({ hushed: false }));
  }

  /** When what is on the screen was sent; ms since 1970, null where there is no picture, or nothing says so. */
  get date(): number | null {
    const moving = this.view.state === "playing" || this.view.state === "stalled";
    return moving ? (this.#engine?.date?.getTime() ?? null) : null;
  }

  /** Where that is on the publisher's own time line: see `Engine`. */
  get mediaTime(): number | null | undefined {
    return this.#engine?.mediaTime;
  }

  /** Bits per second of what was fetched last; null where that is not known. */
  get rate(): number | null {
    return this.#engine?.rate ?? null;
  }

  /**
   * Plays this playlist; nothing happens where it already does. `back`: for who has had the replay until now. `from`:
   * begins with what was sent then, and not at live.
   */
  play(url: string, back = false, from: Date | null = null): void {
    if (this.#url === url && !this.#finishing) return;
    this.#first = from;
    if (back) this.#show({ state: "stalled", rewindable: true });
    if (this.#finishing) this.#dropEngine();
    this.#place.goLive();
    if (this.#url !== url) this.#dropRenditions();
    this.#url = url;
    this.#finishing = false;
    this.#failures = 0;
    void this.#build();
    this.#ticker ??= setInterval(() => this.#tick(), TICK_MS);
  }

  /** Begins where another is that plays the same stream. */
  follow(other: Playback): void {
    const { date } = other;
    if (other.#url !== null) this.play(other.#url, false, date === null ? null : new Date(date));
  }

  /** The publisher is gone for now: a picture that stands still is no fault of the player's. */
  interrupt(interrupted: boolean): void {
    if (this.#interrupted === interrupted) return;
    this.#resumed = this.#interrupted;
    if (interrupted) this.#pace.excuse(performance.now() / 1000);
    this.#interrupted = interrupted;
    this.#progress = { ...this.#progress, movedAt: performance.now() };
  }

  /** The livestream is over: play what is left, then say `finished`. */
  finish(): void {
    if (this.#url === null || this.#finishing) return;
    this.#finishing = true;
    this.#progress = { ...this.#progress, movedAt: performance.now() };
    clearTimeout(this.#rebuild);
    if (this.view.state === "idle" || this.view.state === "starting") this.#end();
    else this.#tick();
  }

  /** Plays no more, and leaves the element to another; its last picture stays in sight. */
  leave(): void {
    clearInterval(this.#ticker);
    clearTimeout(this.#rebuild);
    this.#ticker = undefined;
    this.#dropEngine();
    this.#dropRenditions();
    this.#pace.rest();
    this.#video.playbackRate = 1;
    this.#url = null;
    this.#starting = false;
    this.#finishing = false;
    this.#show({ ...IDLE_PLAYBACK, hushed: this.view.hushed });
  }

  /** Shows what was live this many seconds ago; what is nearly live is live. */
  goTo(behind: number): void {
    const live = this.#engine?.livePosition ?? null;
    if (live === null || this.view.state === "finished") return;
    if (this.#goTooFar(behind)) return;
    const { seekable } = this.#video;
    const first = seekable.length > 0 ? seekable.start(0) : 0;
    this.#video.currentTime = behind < BEHIND_S ? live : Math.max(first, live - behind);
  }

  /** Has another picture of the stream, from its next keyframe on. */
  choose(wish: Wish): void {
    this.#renditions?.want(wish);
  }

  unmute(): void {
    this.#video.muted = false;
    if (this.#video.volume === 0) this.#video.volume = 1;
    void this.#start();
  }

  destroy(): void {
    this.#destroyed = true;
    clearInterval(this.#ticker);
    clearTimeout(this.#rebuild);
    this.#gone.abort();
    this.#renditions?.destroy();
    this.#engine?.destroy();
    this.#engine = null;
  }

  async #build(): Promise<void> {
    const url = this.#url;
    const resume = this.#engine === null || this.#starting || !this.#video.paused;
    const factory = await this.#factory;
    if (this.#destroyed || url === null || url !== this.#url) return;
    this.#dropEngine();
    const seen = this.view.state === "playing" || this.view.state === "stalled";
    this.#show({ state: seen ? "stalled" : "starting" });
    this.#progress = { currentTime: -1, movedAt: performance.now() };
    const from = this.#first ?? this.#place.from;
    this.#first = null;
    const engine = factory(this.#video, url, () => this.#buildLater(), from, this.#rendition);
    this.#engine = engine;
    this.#attend();
    this.#builtAt = performance.now();
    this.#starting = resume;
    await engine.ready;
    if (this.#engine !== engine) return;
    this.#starting = false;
    if (resume && this.#goesOn()) void this.#start();
  }

  #buildLater(): void {
    clearTimeout(this.#rebuild);
    if (!this.#goesOn()) {
      this.#end();
      return;
    }
    if (performance.now() - this.#builtAt > STEADY_MS) this.#failures = 0;
    // The first time it is most likely the stream that has changed, and fans look at a picture that stands still.
    const delay = this.#failures === 0 ? 0 : 200 + backoff(this.#failures - 1, Math.random());
    this.#rebuild = setTimeout(() => void this.#build(), delay);
    this.#failures += 1;
  }

  async #start(): Promise<void> {
    const video = this.#video;
    try {
      await video.play();
      this.#show({ blocked: false });
    } catch (error) {
      if (!(error instanceof DOMException) || error.name !== "NotAllowedError") return;
      if (video.muted) return this.#show({ blocked: true });
      video.muted = true;
      this.#show({ hushed: true });
      await this.#start();
    }
  }

  #tick(): void {
    if (this.#url === null || this.view.state === "finished") return;
    const sample = this.#sample();
    const before = this.#progress;
    this.#progress = advance(before, sample);
    if (this.#progress.currentTime !== before.currentTime) this.#resumed = false;
    this.#keepClose(sample);
    const window = Math.floor(this.#engine?.window ?? 0);
    const rewindable = window > REWIND_WINDOW_S || this.onTooFar !== null;
    // An engine that has read nothing yet does not take away what there was.
    if (window > 0) this.#show({ rewindable });
    if (rewindable) this.#lookBack(window, sample.paused);
    if (this.#finishing) {
      if (isFinished(this.#progress, sample)) this.#end();
    } else if (!this.#interrupted && isStuck(this.#progress, sample, this.#phase())) {
      this.#progress = { ...this.#progress, movedAt: sample.now };
      this.#buildLater();
    }
  }

  /** Plays a little faster while there is more in the buffer than this network needs. */
  #keepClose({ now, ahead, complete }: Sample): void {
    const period = this.#engine?.period ?? null;
    if (period === null) return;
    const steady =
      this.view.state === "playing" &&
      !this.#video.paused &&
      !this.#place.back &&
      !complete &&
      !this.#interrupted;
    if (!steady) this.#pace.rest();
    else this.#renditions?.watch(this.#video as HTMLVideoElement);
    this.#pace.reserve(this.#renditions?.later === true ? period + MADE_S : 0);
    const rate = steady ? this.#pace.next(now / 1000, ahead, period) : 1;
    if (this.#video.playbackRate !== rate) this.#video.playbackRate = rate;
  }

  #lookBack(window: number, paused: boolean): void {
    const { readyState, seeking } = this.#video;
    const live = this.#engine?.livePosition ?? null;
    // Until there is a picture, where the element stands says nothing.
    if (live === null || seeking || readyState < HTMLMediaElement.HAVE_CURRENT_DATA) return;
    const behind = live + (this.#engine?.unread ?? 0) - this.#video.currentTime;
    const date = this.#engine?.date ?? null;
    if (!paused) this.#place.see(behind, date);
    else if (!this.view.blocked) this.#place.pause(behind, date);
    if (date !== null) this.clock.note(date.getTime() + behind * 1000, performance.now());
    this.#show({ window, behind: behind > BEHIND_S ? Math.round(behind) : 0 });
    // Live has moved away from who has paused, and what is on the screen has left the playlist.
    if (this.#place.back && !isLive(behind)) this.#goTooFar(behind);
  }

  /** Has another show what was live this many seconds ago, where this playlist does not have it. */
  #goTooFar(behind: number): boolean {
    if (this.onTooFar === null || this.#finishing || isHeld(behind, this.#engine?.window ?? 0)) return false;
    this.onTooFar(new Date(this.clock.read(performance.now(), Date.now()) - behind * 1000));
    return true;
  }

  #move(): void {
    this.#pace.rest();
    const live = this.#engine?.livePosition ?? null;
    const { currentTime } = this.#video;
    if (live === null || !this.view.rewindable || this.#starting) return;
    if (Math.abs(currentTime - this.#progress.currentTime) < NUDGE_S) return;
    // The engine goes forward too: to live when it has loaded it at last, or over a hole. Nobody wants to be behind by that.
    if (currentTime > this.#progress.currentTime && !this.#place.back) return;
    if (this.#goTooFar(live - currentTime)) return;
    // By what is listed, even where live has gone on since: whoever goes to its end wants to be at live.
    this.#place.choose(live - currentTime, this.#engine?.date ?? null);
  }

  #stall(): void {
    if (this.view.state !== "playing") return;
    if (!this.#video.seeking && !this.#interrupted && !this.#finishing) {
      this.#pace.stall(performance.now() / 1000);
      this.#renditions?.stall();
    }
    this.#show({ state: "stalled" });
  }

  #phase() {
    if (this.view.state === "starting") return "starting";
    return this.#resumed ? "resumed" : "playing";
  }

  #sample(): Sample {
    const { paused, ended } = this.#video;
    return takeSample(this.#video, this.#engine, paused && !ended && !(this.#starting && this.#goesOn()));
  }

  /** A new engine has something to play. After the end it has for those alone who had gone back. */
  #goesOn(): boolean {
    return this.view.state !== "finished" && (!this.#finishing || this.#place.back);
  }

  #end(): void {
    clearTimeout(this.#rebuild);
    this.#engine?.stop();
    this.#video.pause();
    this.#show({ state: "finished", hushed: false, blocked: false });
  }

  #seePicture(): void {
    this.#still.hide();
    if (this.#url !== null && this.view.state !== "finished")
      this.#show({ state: "playing", blocked: false });
    void this.#askRenditions();
  }

  /** After the picture: nobody waits for this. */
  async #askRenditions(): Promise<void> {
    const url = this.#url;
    if (url === null || this.#finishing || this.#asked === url || this.#rendition !== SOURCE) return;
    this.#asked = url;
    const { Renditions } = await import("./renditions/renditions");
    if (this.#destroyed || this.#url !== url) return;
    const substitutes = this.#engine?.substitute !== undefined;
    const renditions = new Renditions(url, () =>
      this.#show({ renditions: substitutes ? renditions.view : null }),
    );
    this.#renditions = renditions;
    await renditions.look();
    if (this.#renditions !== renditions) return;
    this.#show({ sound: renditions.sound });
    this.#attend();
  }

  #attend(): void {
    if (this.#renditions?.view) this.#engine?.substitute?.(this.#renditions.attend());
  }

  #dropRenditions(): void {
    this.#renditions?.destroy();
    this.#renditions = null;
    this.#asked = null;
  }

  #returnToLive(): void {
    const position = this.#engine?.livePosition ?? null;
    if (position === null || this.#finishing || (this.view.rewindable && !this.view.blocked)) return;
    // Before there is a picture its beginning has been chosen, and live may still lie before that, with other tracks.
    if (this.#video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) return;
    if (position - this.#video.currentTime > BEHIND_S) this.#video.currentTime = position;
  }

  /** Takes the engine off the element, which goes dark by that; its last picture stays in sight. */
  #dropEngine(): void {
    this.#still.keep(this.#video);
    this.#engine?.destroy();
    this.#engine = null;
  }

  #listen(name: keyof HTMLMediaElementEventMap, listener: () => void): void {
    this.#video.addEventListener(name, listener, { signal: this.#gone.signal });
  }

  #show(change: Partial<PlaybackView>): void {
    const next = { ...this.view, ...change };
    if ((Object.keys(change) as (keyof PlaybackView)[]).every((name) => next[name] === this.view[name]))
      return;
    this.view = next;
    this.#onChange(next);
  }
}
