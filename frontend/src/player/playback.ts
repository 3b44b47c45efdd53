import { backoff } from "../channel/backoff";
import { type Engine, type EngineFactory, loadEngine } from "./engine";
import { Pace } from "./pace";
import { advance, isFinished, isStuck, type Progress, type Sample } from "./progress";

export interface PlaybackView {
  /** `starting`: no picture yet. `finished`: the last frame of an ended livestream is on the screen. */
  state: "idle" | "starting" | "playing" | "stalled" | "finished";
  /** The browser let it start only without sound; the fan has not answered yet. */
  hushed: boolean;
  /** The browser did not let it start at all. */
  blocked: boolean;
  /** The playlist reaches back far enough to rewind. */
  rewindable: boolean;
  /** Whole seconds that can be gone back, and that the picture is behind live by its viewer's choice. */
  window: number;
  behind: number;
}

export const IDLE_PLAYBACK: PlaybackView = {
  state: "idle",
  hushed: false,
  blocked: false,
  rewindable: false,
  window: 0,
  behind: 0,
};

const TICK_MS = 100;
/** A playlist that lists more than this lets fans rewind; a shorter one is only the live edge. */
const REWIND_WINDOW_S = 30;
/** Further behind than this after a pause, the fan is taken back to live. */
const BEHIND_S = 3;
/** An engine that has worked for this long was no failure. */
const STEADY_MS = 10_000;

/** One element's playing of one livestream after another. Owns the engine; the element belongs to the page. */
export class Playback {
  view = IDLE_PLAYBACK;

  readonly #video: HTMLVideoElement;
  readonly #still: HTMLCanvasElement;
  readonly #onChange: (view: PlaybackView) => void;
  readonly #factory: Promise<EngineFactory>;
  readonly #undo: (() => void)[] = [];
  #url: string | null = null;
  #engine: Engine | null = null;
  #progress: Progress = { currentTime: 0, movedAt: 0 };
  readonly #pace = new Pace();
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

  /** @param still where the last picture stays while the engine is changed */
  constructor(video: HTMLVideoElement, still: HTMLCanvasElement, onChange: (view: PlaybackView) => void) {
    this.#video = video;
    this.#still = still;
    this.#onChange = onChange;
    this.#factory = loadEngine();
    this.#listen("loadeddata", () => this.#seePicture());
    this.#listen("playing", () => this.#seePicture());
    this.#listen("waiting", () => this.#stall());
    this.#listen("seeking", () => this.#pace.rest());
    this.#listen("ended", () => this.#tick());
    this.#listen("play", () => this.#returnToLive());
    this.#listen("volumechange", () => !video.muted && this.#show({ hushed: false }));
  }

  /** Plays this playlist; nothing happens where it already does. */
  play(url: string): void {
    if (this.#url === url && !this.#finishing) return;
    if (this.#finishing) this.#dropEngine();
    this.#url = url;
    this.#finishing = false;
    this.#failures = 0;
    void this.#build();
    this.#ticker ??= setInterval(() => this.#tick(), TICK_MS);
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

  /** Shows what was live this many seconds ago; what is nearly live is live. */
  goTo(behind: number): void {
    const live = this.#engine?.livePosition ?? null;
    if (live === null || this.view.state === "finished") return;
    const { seekable } = this.#video;
    const first = seekable.length > 0 ? seekable.start(0) : 0;
    this.#video.currentTime = behind < BEHIND_S ? live : Math.max(first, live - behind);
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
    for (const undo of this.#undo) undo();
    this.#engine?.destroy();
    this.#engine = null;
  }

  async #build(): Promise<void> {
    const url = this.#url;
    const resume = this.#engine === null || this.#starting || !this.#video.paused;
    const from = this.#hasGoneBack() ? (this.#engine?.date ?? null) : null;
    const factory = await this.#factory;
    if (this.#destroyed || url === null || url !== this.#url) return;
    this.#dropEngine();
    const seen = this.view.state === "playing" || this.view.state === "stalled";
    this.#show({ state: seen ? "stalled" : "starting" });
    this.#progress = { currentTime: -1, movedAt: performance.now() };
    const engine = factory(this.#video, url, () => this.#buildLater(), from);
    this.#engine = engine;
    this.#builtAt = performance.now();
    this.#starting = resume;
    await engine.ready;
    if (this.#engine !== engine) return;
    this.#starting = false;
    if (resume && !this.#finishing) void this.#start();
  }

  #buildLater(): void {
    clearTimeout(this.#rebuild);
    if (this.#finishing) {
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
    const rewindable = window > REWIND_WINDOW_S;
    this.#show({ rewindable });
    if (rewindable) this.#show({ window, behind: this.#hasGoneBack() ? Math.round(this.#behind()) : 0 });
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
      !this.#hasGoneBack() &&
      !complete &&
      !this.#interrupted;
    if (!steady) this.#pace.rest();
    const rate = steady ? this.#pace.next(now / 1000, ahead, period) : 1;
    if (this.#video.playbackRate !== rate) this.#video.playbackRate = rate;
  }

  /** The viewer has chosen to be behind. */
  #hasGoneBack(): boolean {
    return this.view.rewindable && this.#behind() > BEHIND_S;
  }

  #behind(): number {
    return (this.#engine?.livePosition ?? 0) - this.#video.currentTime;
  }

  #stall(): void {
    if (this.view.state !== "playing") return;
    if (!this.#video.seeking && !this.#interrupted && !this.#finishing)
      this.#pace.stall(performance.now() / 1000);
    this.#show({ state: "stalled" });
  }

  #phase() {
    if (this.view.state === "starting") return "starting";
    return this.#resumed ? "resumed" : "playing";
  }

  #sample(): Sample {
    const { currentTime, buffered, paused, ended } = this.#video;
    let ahead = 0;
    for (let range = 0; range < buffered.length; range++) {
      if (buffered.start(range) <= currentTime + 0.1) ahead = Math.max(0, buffered.end(range) - currentTime);
    }
    const edge = this.#engine?.edge ?? null;
    const complete = this.#engine?.complete === true;
    const listed = edge === null ? 0 : edge - currentTime;
    // In an ended playlist, what is listed but not fetched yet is still ahead.
    if (complete) ahead = Math.max(ahead, listed);
    return {
      now: performance.now(),
      currentTime,
      ahead,
      paused: paused && !ended && (this.#finishing || !this.#starting),
      ended,
      listed,
      complete,
    };
  }

  #end(): void {
    clearTimeout(this.#rebuild);
    this.#engine?.stop();
    this.#video.pause();
    this.#show({ state: "finished", hushed: false, blocked: false });
  }

  #seePicture(): void {
    this.#still.hidden = true;
    if (this.#url !== null && this.view.state !== "finished")
      this.#show({ state: "playing", blocked: false });
  }

  #returnToLive(): void {
    const position = this.#engine?.livePosition ?? null;
    if (position === null || this.view.rewindable || this.#finishing) return;
    if (position - this.#video.currentTime > BEHIND_S) this.#video.currentTime = position;
  }

  /** Takes the engine off the element, which goes dark by that; its last picture stays in sight. */
  #dropEngine(): void {
    this.#keepPicture();
    this.#engine?.destroy();
    this.#engine = null;
  }

  #keepPicture(): void {
    const { videoWidth, videoHeight, readyState } = this.#video;
    if (videoWidth === 0 || readyState < HTMLMediaElement.HAVE_CURRENT_DATA) return;
    this.#still.width = videoWidth;
    this.#still.height = videoHeight;
    this.#still.getContext("2d")?.drawImage(this.#video, 0, 0);
    this.#still.hidden = false;
  }

  #listen(name: keyof HTMLMediaElementEventMap, listener: () => void): void {
    this.#video.addEventListener(name, listener);
    this.#undo.push(() => this.#video.removeEventListener(name, listener));
  }

  #show(change: Partial<PlaybackView>): void {
    const next = { ...this.view, ...change };
    if ((Object.keys(change) as (keyof PlaybackView)[]).every((name) => next[name] === this.view[name]))
      return;
    this.view = next;
    this.#onChange(next);
  }
}
