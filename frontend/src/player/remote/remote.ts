import { NOWHERE, type RemoteView } from "./ways";

/** What browsers have of it: Safari's own way, and the one that others share. */
interface RemoteVideo extends HTMLVideoElement {
  webkitShowPlaybackTargetPicker?: () => void;
  webkitCurrentPlaybackTargetIsWireless?: boolean;
}

/**
 * Plays on another screen, a TV. What plays on the page is fed piece by piece and cannot be handed on, so an element of its
 * own, which nobody sees, names the playlist to the other screen. Gated ones name their pass, and need no cookie.
 */
export class Remote {
  view = NOWHERE;
  readonly #video: RemoteVideo;
  readonly #onChange: (view: RemoteView) => void;
  readonly #gone = new AbortController();

  constructor(video: HTMLVideoElement, url: string, onChange: (view: RemoteView) => void) {
    this.#video = video;
    this.#onChange = onChange;
    video.preload = "none";
    video.src = new URL(url, document.baseURI).href;
    if (this.#video.webkitShowPlaybackTargetPicker !== undefined) this.#hearAirPlay();
    else this.#hearCast();
  }

  /** Asks which screen; what is asked again while it plays there is asked to be ended. */
  async press(): Promise<void> {
    if (this.view.way === "airplay") this.#video.webkitShowPlaybackTargetPicker?.();
    // Whoever changes their mind is no failure.
    else await this.#video.remote.prompt().catch(() => {});
  }

  destroy(): void {
    this.#gone.abort();
    this.#video.disableRemotePlayback = true;
    this.#video.removeAttribute("src");
    this.#video.load();
  }

  #hearAirPlay(): void {
    const video = this.#video;
    const { signal } = this.#gone;
    video.setAttribute("x-webkit-airplay", "allow");
    const find = (event: Event) =>
      this.#show({
        way: (event as Event & { availability?: string }).availability === "available" ? "airplay" : null,
      });
    const change = () => {
      const on = video.webkitCurrentPlaybackTargetIsWireless === true;
      if (on) void video.play().catch(() => {});
      else video.pause();
      this.#show({ on });
    };
    video.addEventListener("webkitplaybacktargetavailabilitychanged", find, { signal });
    video.addEventListener("webkitcurrentplaybacktargetiswirelesschanged", change, { signal });
  }

  #hearCast(): void {
    const video = this.#video;
    const { signal } = this.#gone;
    const { remote } = video;
    if (!remote) return;
    const begin = () => {
      void video.play().catch(() => {});
      this.#show({ on: true });
    };
    const end = () => {
      video.pause();
      this.#show({ on: false });
    };
    remote.addEventListener("connect", begin, { signal });
    remote.addEventListener("disconnect", end, { signal });
    // A browser that cannot look for screens by itself can be asked to look; most of those find none.
    remote
      .watchAvailability((there) => !signal.aborted && this.#show({ way: there ? "cast" : null }))
      .catch(() => {});
  }

  #show(change: Partial<RemoteView>): void {
    this.view = { ...this.view, ...change };
    this.#onChange(this.view);
  }
}
