import Hls, { ErrorTypes, Events } from "hls.js/light";
import { backoff } from "../channel/backoff";
import type { Engine, EngineFactory } from "./engine";
import { HLS_SETTINGS } from "./settings";
import { startAtLiveEdge } from "./start";

/** Failures in a row that loading is simply taken up again after; then the engine gives up. */
const PATIENCE = 4;
/** A second decoding failure this soon after a recovery needs a new engine. */
const RECOVERY_MS = 5_000;

export const isHlsSupported = () => Hls.isSupported();

export const createHlsEngine: EngineFactory = (video, url, onFatal): Engine => {
  const hls = new Hls(HLS_SETTINGS);
  let failures = 0;
  let recoveredAt = Number.NEGATIVE_INFINITY;
  let retry: ReturnType<typeof setTimeout> | undefined;

  hls.on(Events.FRAG_BUFFERED, () => {
    failures = 0;
  });
  hls.on(Events.ERROR, (_event, { fatal, type, details }) => {
    if (!fatal) return;
    const now = performance.now();
    if (type === ErrorTypes.MEDIA_ERROR && now - recoveredAt > RECOVERY_MS) {
      recoveredAt = now;
      const wasPlaying = !video.paused;
      hls.recoverMediaError();
      // It takes the element off its source and puts it back, and an element without a source is paused.
      if (wasPlaying) void video.play().catch(() => undefined);
    } else if (type === ErrorTypes.NETWORK_ERROR && hls.latestLevelDetails !== null && failures < PATIENCE) {
      // The element and its picture stay; a new engine would go black first.
      retry = setTimeout(() => hls.startLoad(), backoff(failures, Math.random()));
      failures += 1;
    } else {
      onFatal(details);
    }
  });
  startAtLiveEdge(hls, video);
  hls.loadSource(url);
  hls.attachMedia(video);

  return {
    get edge() {
      return hls.latestLevelDetails?.edge ?? null;
    },
    get complete() {
      return hls.latestLevelDetails?.live === false;
    },
    get livePosition() {
      return hls.liveSyncPosition;
    },
    get window() {
      return hls.latestLevelDetails?.totalduration ?? 0;
    },
    get period() {
      const details = hls.latestLevelDetails;
      return details === null ? null : details.partTarget || details.targetduration;
    },
    stop() {
      clearTimeout(retry);
      hls.stopLoad();
    },
    destroy() {
      clearTimeout(retry);
      hls.destroy();
    },
  };
};
