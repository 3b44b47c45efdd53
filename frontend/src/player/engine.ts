/** What fetches the media and feeds the element: hls.js, or the browser itself where it must. */
export interface Engine {
  /** Where the playlist ends, in the element's seconds; null while more may come. */
  readonly end: number | null;
  /** Where a viewer who joins now would be, in the element's seconds. */
  readonly livePosition: number | null;
  /** Seconds the playlist lists. */
  readonly window: number;
  /** Fetches no more; the picture stays. */
  stop(): void;
  destroy(): void;
}

/** `onFatal`: this engine cannot go on, build another. */
export type EngineFactory = (
  video: HTMLVideoElement,
  url: string,
  onFatal: (reason: string) => void,
) => Engine;

/** Resolves once the code that plays has arrived; asked for early, so that going live waits for nothing. */
export async function loadEngine(): Promise<EngineFactory> {
  const { createHlsEngine, isHlsSupported } = await import("./hlsEngine");
  // Browsers that have Media Source answer "maybe" to native HLS too, and play it many seconds late.
  return isHlsSupported() ? createHlsEngine : createNativeEngine;
}

const createNativeEngine: EngineFactory = (video, url, onFatal) => {
  const fail = () => onFatal(video.error?.message ?? "the browser cannot play this playlist");
  video.addEventListener("error", fail);
  video.src = url;
  const edge = () => (video.seekable.length > 0 ? video.seekable.end(video.seekable.length - 1) : null);
  return {
    get end() {
      return Number.isFinite(video.duration) ? video.duration : null;
    },
    get livePosition() {
      return edge();
    },
    get window() {
      return video.seekable.length > 0 ? (edge() ?? 0) - video.seekable.start(0) : 0;
    },
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
