import { backoff } from "../channel/backoff";
import { sourceOf } from "../player/renditions/address";
import { findMoment, readMoment } from "./listing";

/** How the playing of a clip is, as its stage shows it. */
export interface ClipView {
  state: "starting" | "playing" | "stalled" | "finished";
  /** The browser let it start only without sound, or not at all; nobody has answered yet. */
  hushed: boolean;
  blocked: boolean;
  /** Seconds from its first picture, and to its last as far as that is known. */
  position: number;
  length: number;
}

export const IDLE_CLIP: ClipView = {
  state: "starting",
  hushed: false,
  blocked: false,
  position: 0,
  length: 0,
};

/** Its bounds in the element; null while they are not known. */
interface Bounds {
  start: number;
  /** Null: what it ends with is not written yet. */
  end: number | null;
}

type HlsCode = typeof import("../player/hlsEngine");

/** A picture that stands still so near to the end has come to it. */
const END_S = 0.15;
const TICK_MS = 250;

/** One element's playing of one clip: from its first picture to its last, and no further. */
export class ClipPlayback {
  view: ClipView;

  readonly #video: HTMLVideoElement;
  readonly #code: HlsCode;
  readonly #duration: number;
  readonly #onChange: (view: ClipView) => void;
  readonly #gone = new AbortController();
  readonly #ticker: ReturnType<typeof setInterval>;
  #url: string;
  #close: () => void = () => {};
  #bounds: () => Bounds | null = () => null;
  #rebuild: ReturnType<typeof setTimeout> | undefined;
  #failures = 0;
  /** Where to begin once it is known where that is; seconds from the clip's first picture, null: begun. */
  #from: number | null = 0;

  /** @param duration the clip's length in show time; seconds */
  constructor(
    code: HlsCode,
    video: HTMLVideoElement,
    url: string,
    duration: number,
    onChange: (view: ClipView) => void,
  ) {
    this.#code = code;
    this.#video = video;
    this.#url = url;
    this.#duration = duration;
    this.#onChange = onChange;
    this.view = { ...IDLE_CLIP, length: duration };
    this.#listen("loadeddata", () => this.#see());
    this.#listen("seeked", () => this.#see());
    this.#listen("playing", () => this.#see());
    this.#listen("play", () => this.#again());
    this.#listen("waiting", () => this.view.state === "playing" && this.#show({ state: "stalled" }));
    this.#listen("ended", () => this.#finish());
    this.#listen("volumechange", () => !video.muted && this.#show({ hushed: false }));
    this.#ticker = setInterval(() => this.#tick(), TICK_MS);
    this.#open();
    void this.#start();
    this.#follow();
  }

  /** The same clip at another address, with another pass. */
  move(url: string): void {
    if (url === this.#url) return;
    this.#url = url;
    this.#reopen();
  }

  /** Shows what is this many seconds from its first picture. */
  goTo(position: number): void {
    const bounds = this.#bounds();
    this.#from = Math.max(0, Math.min(position, this.view.length));
    this.#show({ position: this.#from, state: this.view.state === "finished" ? "playing" : this.view.state });
    if (bounds !== null) this.#goTo(bounds, this.#from);
  }

  /** Plays it again from its first picture. */
  again(): void {
    this.goTo(0);
    void this.#start();
  }

  unmute(): void {
    this.#video.muted = false;
    if (this.#video.volume === 0) this.#video.volume = 1;
    void this.#start();
  }

  destroy(): void {
    clearInterval(this.#ticker);
    clearTimeout(this.#rebuild);
    this.#gone.abort();
    this.#close();
  }

  #open(): void {
    if (this.#code.isHlsSupported()) this.#openHls();
    else this.#openNative();
  }

  #openHls(): void {
    const { Hls, Events, PLAYLIST, listDated, watchTracks } = this.#code;
    const hls = new Hls({
      enableWorker: false,
      lowLatencyMode: false,
      autoStartLoad: false,
      startFragPrefetch: true,
      liveDurationInfinity: false,
      maxLiveSyncPlaybackRate: 1,
      manifestLoadPolicy: PLAYLIST,
      playlistLoadPolicy: PLAYLIST,
    });
    const tracks = watchTracks(hls, this.#video, () => this.#reopenLater());
    hls.on(Events.DESTROYING, tracks.undo);
    hls.on(Events.MANIFEST_LOADED, (_event, { levels }) => {
      // The playlist says where in its first segment the clip begins.
      const start = levels[0]?.details?.startTimeOffset ?? 0;
      hls.startLoad(Math.max(0, start) + (this.#from ?? 0));
    });
    hls.on(Events.ERROR, (_event, { fatal }) => {
      if (fatal && !tracks.outdated) this.#reopenLater();
    });
    hls.loadSource(sourceOf(this.#url));
    hls.attachMedia(this.#video);
    this.#bounds = () => {
      const details = hls.latestLevelDetails;
      if (details === null) return null;
      const start = Math.max(0, details.startTimeOffset ?? 0);
      const listed = listDated(details);
      const begins = readMoment(listed, start);
      const over = begins === null ? null : findMoment(listed, begins + this.#duration * 1000);
      return { start, end: over ?? (details.live ? null : details.edge) };
    };
    this.#close = () => hls.destroy();
  }

  /** Safari on phones: it begins where the playlist says. */
  #openNative(): void {
    const video = this.#video;
    const fail = () => this.#reopenLater();
    let start: number | null = null;
    const note = () => {
      start = video.currentTime;
    };
    video.addEventListener("error", fail);
    video.addEventListener("loadeddata", note, { once: true });
    video.preload = "auto";
    video.src = this.#url;
    this.#bounds = () => (start === null ? null : { start, end: start + this.#duration });
    this.#close = () => {
      video.removeEventListener("error", fail);
      video.removeEventListener("loadeddata", note);
      video.removeAttribute("src");
      video.load();
    };
  }

  #reopen(): void {
    this.#from ??= this.view.position;
    this.#close();
    this.#bounds = () => null;
    this.#open();
  }

  #reopenLater(): void {
    clearTimeout(this.#rebuild);
    const delay = this.#failures === 0 ? 0 : 200 + backoff(this.#failures - 1, Math.random());
    this.#failures += 1;
    if (this.view.state === "playing") this.#show({ state: "stalled" });
    this.#rebuild = setTimeout(() => {
      const playing = !this.#video.paused || this.view.state === "stalled";
      this.#reopen();
      if (playing) void this.#start();
    }, delay);
  }

  /** Without sound where the browser wants that. */
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

  /** Its play button after the end begins anew. */
  #again(): void {
    if (this.view.state === "finished") this.goTo(0);
  }

  #goTo({ start }: Bounds, position: number): void {
    if (this.#video.readyState < HTMLMediaElement.HAVE_METADATA) return;
    this.#from = null;
    this.#video.currentTime = start + position;
  }

  #see(): void {
    const video = this.#video;
    if (video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA || video.seeking) return;
    const bounds = this.#bounds();
    if (this.#from !== null && bounds !== null) {
      const from = this.#from;
      this.#from = null;
      if (Math.abs(video.currentTime - bounds.start - from) > END_S) {
        this.#goTo(bounds, from);
        return;
      }
    }
    this.#failures = 0;
    if (this.view.state !== "finished") this.#show({ state: "playing", blocked: false });
  }

  #tick(): void {
    const bounds = this.#bounds();
    if (bounds === null || this.#from !== null) return;
    const { start, end } = bounds;
    const length = end === null ? this.#duration : end - start;
    this.#show({ length });
    if (this.view.state === "finished" || this.#video.seeking) return;
    const position = Math.max(0, Math.min(this.#video.currentTime - start, length));
    this.#show({ position });
    if (end !== null && this.#video.currentTime >= end - 0.02) this.#finish();
  }

  /** The picture after the last is not to be seen: that is looked for with each one that is drawn. */
  #follow(): void {
    if (this.#gone.signal.aborted) return;
    if (!this.#video.paused) this.#tick();
    requestAnimationFrame(() => this.#follow());
  }

  #finish(): void {
    if (this.view.state === "finished") return;
    this.#video.pause();
    this.#show({ state: "finished", position: this.view.length });
  }

  #listen(name: keyof HTMLMediaElementEventMap, listener: () => void): void {
    this.#video.addEventListener(name, listener, { signal: this.#gone.signal });
  }

  #show(change: Partial<ClipView>): void {
    const next = { ...this.view, ...change };
    if ((Object.keys(change) as (keyof ClipView)[]).every((name) => next[name] === this.view[name])) return;
    this.view = next;
    this.#onChange(next);
  }
}
