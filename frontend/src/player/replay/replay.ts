import { backoff } from "../../channel/backoff";
import { bufferedAhead } from "../ahead";
import { SOUND, SOURCE } from "../renditions/address";
import { hasSound } from "../renditions/multivariant";
import { Still } from "../still";
import { IDLE_PLAYBACK, type PlaybackView } from "../view";
import { loadReplayEngine, type OpenReplay, type ReplayEngine } from "./engine";
import type { Beginning, Kept, Manner } from "./kept";
import { rememberPlace } from "./places";
import { meansLive } from "./source";

/** For the clip editor, too: its code is in this file then. */
export { loadReplayEngine };

const TICK_MS = 250;
const REMEMBER_MS = 5_000;
/** A picture that stands still so near to the end of what is listed has come to it. */
const END_S = 0.3;
const AT_END_MS = 1_000;
/** Where nobody says that the end is the end; the show is over for longer than this takes to be written. */
const AT_LAST_MS = 8_000;
/** An engine that has worked for this long was no failure. */
const STEADY_MS = 10_000;

/** Makes replays for an element; resolves once the code that plays is there. */
export async function loadReplay(): Promise<(...all: Shown) => Replay> {
  const open = await loadReplayEngine();
  return (...all) => new Replay(open, ...all);
}

/** `now` gives when what is live was sent; ms since 1970. */
type Shown = [
  video: HTMLMediaElement,
  still: HTMLCanvasElement,
  kept: Kept,
  live: boolean,
  now: () => number,
  hearing: Hearing,
  rendition?: string,
];

export interface Hearing {
  onChange: (view: PlaybackView) => void;
  /** There is no more of it, and the show is on: live is where to be. */
  onLive: () => void;
}

/** One element's playing of one replay, from when it is opened until `destroy`. */
export class Replay {
  view: PlaybackView = { ...IDLE_PLAYBACK, source: "replay", state: "starting", rewindable: true };

  readonly #openEngine: OpenReplay;
  readonly #video: HTMLMediaElement;
  readonly #rendition: string;
  readonly #still: Still;
  readonly #hearing: Hearing;
  readonly #now: () => number;
  readonly #gone = new AbortController();
  readonly #ticker: ReturnType<typeof setInterval>;
  #kept: Kept;
  #live: boolean;
  #engine: ReplayEngine | null = null;
  /** Where the engine that is being opened is to begin; null once it has. */
  #from: Beginning | null = null;
  /** Somebody wants it to play; before, it shows its first picture. */
  #begun = false;
  #asked = false;
  #builtAt = 0;
  #failures = 0;
  #rebuild: ReturnType<typeof setTimeout> | undefined;
  #movedAt = performance.now();
  #movedTo = -1;
  #rememberedAt = 0;

  constructor(open: OpenReplay, ...[video, still, kept, live, now, hearing, rendition = SOURCE]: Shown) {
    this.#openEngine = open;
    this.#video = video;
    this.#rendition = rendition;
    this.#still = new Still(still);
    this.#kept = kept;
    this.#live = live;
    this.#now = now;
    this.#hearing = hearing;
    this.#listen("loadeddata", () => this.#seePicture());
    this.#listen("seeked", () => this.#seePicture());
    this.#listen("playing", () => this.#seePicture());
    this.#listen("waiting", () => this.view.state === "playing" && this.#show({ state: "stalled" }));
    this.#listen("seeking", () => this.#move());
    this.#listen("pause", () => this.#remember());
    this.#listen("play", () => this.#begin());
    this.#listen("ended", () => this.#tick());
    this.#listen("volumechange", () => !video.muted && this.#show({ hushed: false }));
    this.#ticker = setInterval(() => this.#tick(), TICK_MS);
    addEventListener("pagehide", () => this.#remember(), { signal: this.#gone.signal });
  }

  /** Somebody has wanted it to play. */
  get begun(): boolean {
    return this.#begun;
  }

  /** When what is on the screen was sent; ms since 1970, null where that is not known. */
  get date(): number | null {
    return this.#from === null ? (this.#engine?.date ?? null) : null;
  }

  /** Where that is, which the replay's sound has in common with its picture. */
  get mediaTime(): number | null {
    return this.#from === null ? this.#video.currentTime : null;
  }

  get rate(): number | null {
    return this.#engine?.rate ?? null;
  }

  /** Begins where another is that shows the same replay. */
  follow(other: Replay): void {
    this.open({ position: other.#video.currentTime }, other.#video.paused ? "pause" : "play");
  }

  /** Plays no more, and leaves the stage to another; its last picture stays in sight. */
  leave(): void {
    this.#still.keep(this.#video);
    clearTimeout(this.#rebuild);
    this.#engine?.destroy();
    this.#engine = null;
    this.view = { ...this.view, state: "stalled" };
  }

  /** Shows its last picture: another has come to the end of it. */
  showEnd(length: number): void {
    this.open({ position: Math.max(0, length - END_S) }, "pause");
    this.#show({ state: "finished", position: Math.floor(length), length: Math.floor(length) });
  }

  unmute(): void {
    this.#video.muted = false;
  }

  /** Shows what is at this place. */
  open(from: Beginning, manner: Manner): void {
    if (this.#engine !== null) this.#still.keep(this.#video);
    this.#engine?.destroy();
    clearTimeout(this.#rebuild);
    this.#from = from;
    this.#builtAt = performance.now();
    const fail = (skip: number) => this.#reopenLater(skip);
    this.#engine = this.#openEngine(this.#video, this.#kept.url, from, fail, this.#rendition);
    if (manner === "play") this.play();
    else if (manner === "pause") this.#begin();
  }

  /** Plays it, from its start where it has come to its end. */
  play(from?: number): void {
    this.#begin();
    if (from !== undefined) this.goTo(from);
    else if (this.view.state === "finished") this.goTo(0);
    void this.#start();
  }

  /** Without sound, where the browser wants that; what it does not let begin at all waits for the play button. */
  async #start(): Promise<void> {
    const video = this.#video;
    try {
      await video.play();
    } catch (error) {
      if (video.muted || !(error instanceof DOMException) || error.name !== "NotAllowedError") return;
      video.muted = true;
      this.#show({ hushed: true });
      await video.play().catch(() => {});
    }
  }

  /** Shows what is this many seconds from its first. */
  goTo(position: number): void {
    const { length } = this.#engine ?? { length: 0 };
    const to = Math.max(0, length > 0 ? Math.min(position, length - END_S) : position);
    this.#show({ position: Math.round(to) });
    // An engine that has not shown anything yet would go where it was told to.
    if (this.#from === null) this.#video.currentTime = to;
    else this.open({ position: to }, this.#manner);
    if (this.view.state === "finished") this.#show({ state: "playing" });
  }

  /** Plays what was sent then; ms since 1970. */
  playFrom(date: number): void {
    const at = this.find(date);
    if (at !== null) this.play(at);
    else if (this.#live && (this.#engine?.length ?? 0) > 0) this.#hearing.onLive();
    else this.open({ date: new Date(date) }, "play");
  }

  /** Where what was sent then is; null: it is not listed. */
  find(date: number): number | null {
    return this.#engine?.find(date) ?? null;
  }

  /** When what is there was sent; ms since 1970, null where that is not known. */
  dateAt(position: number): number | null {
    return this.#engine?.dateAt(position) ?? null;
  }

  /** Shows what was live this many seconds ago. */
  goBack(behind: number): void {
    const at = this.#engine?.find(this.#now() - behind * 1000) ?? null;
    if (meansLive(behind, this.view.behind)) this.#hearing.onLive();
    else if (at !== null) this.goTo(at);
  }

  /** The show is on, or over; its address may be another, with another pass. */
  update(kept: Kept, live: boolean): void {
    const moved = kept.url !== this.#kept.url;
    this.#kept = kept;
    this.#live = live;
    if (moved && this.#engine !== null)
      this.open(this.#from ?? { position: this.#video.currentTime }, this.#manner);
    this.#tick();
  }

  destroy(): void {
    this.#remember();
    clearInterval(this.#ticker);
    clearTimeout(this.#rebuild);
    this.#gone.abort();
    this.#still.keep(this.#video);
    this.#engine?.destroy();
    this.#engine = null;
  }

  get #manner(): Manner {
    if (!this.#begun) return "wait";
    return this.#video.paused ? "pause" : "play";
  }

  get #seen(): boolean {
    return this.#video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA;
  }

  #begin(): void {
    this.#begun = true;
    this.#engine?.begin();
    if (this.view.state === "starting") this.#show({ state: this.#seen ? "playing" : "stalled" });
  }

  #reopenLater(skip: number): void {
    if (performance.now() - this.#builtAt > STEADY_MS) this.#failures = 0;
    const from = this.#from ?? { position: this.#video.currentTime + skip };
    const manner = this.#manner;
    const delay = this.#failures === 0 ? 0 : 200 + backoff(this.#failures - 1, Math.random());
    this.#failures += 1;
    if (this.view.state === "playing") this.#show({ state: "stalled" });
    clearTimeout(this.#rebuild);
    this.#rebuild = setTimeout(() => this.open(from, manner), delay);
  }

  #tick(): void {
    const engine = this.#engine;
    if (engine === null) return;
    const { currentTime, paused, ended } = this.#video;
    const now = performance.now();
    if (currentTime !== this.#movedTo || paused) this.#movedAt = now;
    this.#movedTo = currentTime;
    const { length, complete } = engine;
    if (this.#from === null) {
      const behind = this.#live ? Math.max(0, Math.round(this.#behind() ?? 0)) : 0;
      this.#show({ position: Math.floor(currentTime), length: Math.floor(length), behind });
    }
    if (this.#begun && now - this.#rememberedAt > REMEMBER_MS) this.#remember();
    const still = now - this.#movedAt;
    const left = Math.max(length - currentTime, bufferedAhead(this.#video));
    if (this.#from !== null || length === 0 || !this.#begun) return;
    const patience = complete || this.#live ? AT_END_MS : AT_LAST_MS;
    if (!ended && (left >= END_S || still < patience)) return;
    if (this.#live) this.#hearing.onLive();
    else if (this.view.state !== "finished") this.#finish();
  }

  #finish(): void {
    this.#video.pause();
    this.#show({ state: "finished" });
    this.#remember();
  }

  #move(): void {
    this.#movedAt = performance.now();
    if (this.#from !== null || !this.#begun) return;
    const behind = this.#behind();
    if (this.#live && behind !== null && meansLive(behind, this.view.behind)) this.#hearing.onLive();
    else if (this.view.state === "finished") this.#show({ state: "playing" });
  }

  /** Seconds from what is on the screen to what is live. */
  #behind(): number | null {
    const date = this.#engine?.date ?? null;
    return date === null ? null : (this.#now() - date) / 1000;
  }

  #seePicture(): void {
    if (!this.#seen || this.#video.seeking) return;
    this.#from = null;
    this.#still.hide();
    void this.#askForSound();
    if (this.#begun && this.view.state !== "finished") this.#show({ state: "playing" });
    this.#tick();
  }

  /** Whether the sound may be had alone, once there is a picture. */
  async #askForSound(): Promise<void> {
    if (this.#asked || this.#rendition === SOUND) return;
    this.#asked = true;
    try {
      const answer = await fetch(this.#kept.url, { signal: this.#gone.signal });
      if (answer.ok && hasSound(await answer.text())) this.#show({ sound: true });
    } catch {
      // then there is no button
    }
  }

  #remember(): void {
    if (!this.#begun || this.#from !== null) return;
    this.#rememberedAt = performance.now();
    const length = this.#engine?.length ?? 0;
    const position = this.view.state === "finished" ? length : this.#video.currentTime;
    if (length > 0) rememberPlace(this.#kept.id, position, this.#live ? Number.POSITIVE_INFINITY : length);
  }

  #listen(name: keyof HTMLMediaElementEventMap, listener: () => void): void {
    this.#video.addEventListener(name, listener, { signal: this.#gone.signal });
  }

  #show(change: Partial<PlaybackView>): void {
    const next = { ...this.view, ...change };
    if ((Object.keys(change) as (keyof PlaybackView)[]).every((name) => next[name] === this.view[name]))
      return;
    this.view = next;
    this.#hearing.onChange(next);
  }
}
