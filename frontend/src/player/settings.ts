import type { HlsConfig, RetryConfig } from "hls.js";

/** Everything that decides how close to live the player stays. The figures behind it are in docs/delivery.md. */

/** Short steps: a publisher's first segment is a matter of a second or two, and a fan is waiting. */
const EAGER: RetryConfig = {
  maxNumRetry: 12,
  retryDelayMs: 250,
  maxRetryDelayMs: 2_000,
  // A playlist that is not there yet answers 404, which hls.js by itself takes for final.
  shouldRetry: (config, count, _timeout, response, retry) =>
    retry ||
    (response?.code === 404 && config !== null && config !== undefined && count < config.maxNumRetry),
};

/** The origin holds a request until there is something to say, so a long wait for the first byte is no fault. */
export const PLAYLIST = {
  default: {
    maxTimeToFirstByteMs: 15_000,
    maxLoadTimeMs: 20_000,
    timeoutRetry: { maxNumRetry: 12, retryDelayMs: 0, maxRetryDelayMs: 0 },
    errorRetry: EAGER,
  },
};

export const HLS_SETTINGS: Partial<HlsConfig> = {
  // The origin's parts go to the element as they are; starting a worker takes longer than it would ever save.
  enableWorker: false,
  lowLatencyMode: true,
  backBufferLength: 90,
  // By this the controls know a livestream from a recording.
  liveDurationInfinity: true,
  // Where a viewer who joins begins: two parts behind the newest. `startAtLiveEdge` makes it so.
  liveSyncDuration: 0.4,
  autoStartLoad: false,
  // The first part need not wait until the element's source is open.
  startFragPrefetch: true,
  // By itself hls.js hurries only with more than a second in the buffer, and so keeps what the start cost: see `Pace`.
  maxLiveSyncPlaybackRate: 1,
  liveSyncOnStallIncrease: 0.25,
  manifestLoadPolicy: PLAYLIST,
  playlistLoadPolicy: PLAYLIST,
};
