import { createVideoAhead } from "./ahead";
import { renditionOf, SOURCE } from "./renditions/address";
import type { Substitute } from "./renditions/substitute";

/** What fetches the media and feeds the element: hls.js, or the browser itself where it must. */
export interface Engine {
  /** Resolves when it is time to play: before that, there may be a picture, but not the one to begin with. */
  readonly ready: Promise<void>;
  /** How far the playlist lists media, in the element's seconds; null while it is not known. */
  readonly edge: number | null;
  /** Nothing will come after `edge`. */
  readonly complete: boolean;
  /** Where a viewer who joins now would be, as far as the playlist was read; in the element's seconds. */
  readonly livePosition: number | null;
  /** Seconds that live has gone on since the playlist is not read any more; 0 while it is. */
  readonly unread: number;
  /** Seconds the playlist lists. */
  readonly window: number;
  /** Seconds between two arrivals of media; null while unknown, or where the browser minds the distance to live itself. */
  readonly period: number | null;
  /** When what is on the screen was sent, by the publisher's side's clock; null where the playlist does not say. */
  readonly date: Date | null;
  /** Where what is on the screen is on the publisher's own time line; seconds, null where that is not known. */
  readonly mediaTime: number | null;
  /** Bits per second of what was fetched last; null where that is not known. */
  readonly rate: number | null;
  /** From now on takes these files in place of the source's; missing where the browser itself chooses. */
  substitute?(by: Substitute): void;
  /** Fetches no more; the picture stays. */
  stop(): void;
  destroy(): void;
}

/**
 * `onFatal`: this engine cannot go on, build another. `from`: begin where the picture was sent at that time (see
 * `date`), and not at the live edge. `rendition`: what is played of the stream.
 */
export type EngineFactory = (
  video: HTMLMediaElement,
  url: string,
  onFatal: (reason: string) => void,
  from: Date | null,
  rendition: string,
) => Engine;

/** Resolves once the code that plays has arrived; asked for early, so that going live waits for nothing. */
export async function loadEngine(): Promise<EngineFactory> {
  const { createHlsEngine, isHlsSupported } = await import("./hlsEngine");
  // Browsers that have Media Source answer "maybe" to native HLS too, and play it many seconds late.
  return isHlsSupported() ? createHlsEngine : createNativeEngine;
}

/** Has an element filled before there is a stage to show it on. */
export async function prepareEngine(url: Promise<string | null>): Promise<void> {
  try {
    const { prepareHls, isHlsSupported } = await import("./hlsEngine");
    const known = await url;
    if (known !== null && isHlsSupported()) prepareHls(createVideoAhead(known), known);
  } catch {
    // The player asks for the same file, and says what is wrong with it.
  }
}

const createNativeEngine: EngineFactory = (video, url, onFatal, _from, rendition) => {
  const fail = () => onFatal(video.error?.message ?? "the browser cannot play this playlist");
  video.addEventListener("error", fail);
  video.src = rendition === SOURCE ? url : renditionOf(url, rendition);
  const ready = Promise.resolve();
  const edge = () => (video.seekable.length > 0 ? video.seekable.end(video.seekable.length - 1) : null);
  return {
    ready,
    get edge() {
      return edge();
    },
    get complete() {
      return Number.isFinite(video.duration);
    },
    get livePosition() {
      return edge();
    },
    get window() {
      return video.seekable.length > 0 ? (edge() ?? 0) - video.seekable.start(0) : 0;
    },
    unread: 0,
    period: null,
    date: null,
    mediaTime: null,
    rate: null,
    stop() {
      video.removeEventListener("error", fail);
    },
    destroy() {
      video.removeEventListener("error", fail);
      video.removeAttribute("src");
      video.load();
    },
  };
};
