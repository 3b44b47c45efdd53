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

/** One that was begun ahead of its element, and is thrown away if no element comes for it. */
let ahead: { url: string; hls: Hls; timer: ReturnType<typeof setTimeout>; fail: () => void } | null = null;
const UNCLAIMED_MS = 10_000;

/** Begins with this playlist; `createHlsEngine` goes on with it. */
export function prepareHls(url: string): void {
  claim("");
  const hls = openHls(url);
  const drop = () => claim(url)?.destroy();
  ahead = { url, hls, timer: setTimeout(drop, UNCLAIMED_MS), fail: drop };
  // What goes wrong ahead of time is left to the player, which starts anew and can say so.
  hls.on(Events.ERROR, drop);
}

function claim(url: string): Hls | null {
  if (ahead === null) return null;
  const { url: opened, hls, timer, fail } = ahead;
  clearTimeout(timer);
  hls.off(Events.ERROR, fail);
  ahead = null;
  if (opened === url) return hls;
  hls.destroy();
  return null;
}

function openHls(url: string): Hls {
  const hls = new Hls(HLS_SETTINGS);
  startAtLiveEdge(hls);
  hls.loadSource(url);
  return hls;
}

export const createHlsEngine: EngineFactory = (video, url, onFatal): Engine => {
  const hls = claim(url) ?? openHls(url);
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
