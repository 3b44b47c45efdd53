import type { HlsConfig } from "hls.js";

/** Seconds of media that are fetched before a replay is begun: its first picture, and no more than that takes. */
export const GLANCE_S = 1;
/** And while it plays. */
export const AHEAD_S = 30;

/** A replay is played as it comes, from anywhere: nothing here minds how far from live it is. */
export const REPLAY_SETTINGS: Partial<HlsConfig> = {
  enableWorker: false,
  lowLatencyMode: false,
  autoStartLoad: false,
  startFragPrefetch: true,
  maxBufferLength: GLANCE_S,
  maxMaxBufferLength: GLANCE_S,
  backBufferLength: 60,
  // Whoever goes to and fro leaves media on both sides.
  frontBufferFlushThreshold: 2 * AHEAD_S,
  // While the show is on the playlist grows, and so does the time line.
  liveDurationInfinity: false,
  maxLiveSyncPlaybackRate: 1,
};
