import Hls, { ErrorTypes, Events } from "hls.js/light";
import { backoff } from "../channel/backoff";
import { dateAt, findDate, listDated } from "./dates";
import type { Engine, EngineFactory } from "./engine";
import { join } from "./joining";
import { createLoader, type Substitutes } from "./joiningLoader";
import { readRate } from "./rate";
import { renditionOf, SOURCE } from "./renditions/address";
import { HLS_SETTINGS, PLAYLIST } from "./settings";
import { start } from "./start";
import { type TrackWatch, watchTracks } from "./tracks";

/** Failures in a row that loading is simply taken up again after; then the engine gives up. */
const PATIENCE = 4;

export const isHlsSupported = () => Hls.isSupported();
/** For the replay, which comes later and brings none of it along: see `replay/engine.ts`. */
export { dateAt, Events, findDate, Hls, listDated, PLAYLIST, readRate, watchTracks };

interface Opened {
  hls: Hls;
  ready: Promise<void>;
  tracks: TrackWatch;
  /** The stream has other tracks now, and this engine has played what it could. */
  outplayed: Promise<void>;
  /** Where the element's second 0 is on the publisher's time line, of each run of it; seconds. */
  origins: Map<number, number>;
  substitutes: Substitutes;
}

/** An engine for an element whose stage is not there yet. */
let ahead: (Opened & { url: string; timer: ReturnType<typeof setTimeout> }) | null = null;
/** A stage that has not come by then never will. */
const UNCLAIMED_MS = 10_000;

/** Begins to fill this element; `createHlsEngine` goes on with it. */
export function prepareHls(video: HTMLVideoElement, url: string): void {
  discard();
  ahead = { ...openHls(video, url), url, timer: setTimeout(discard, UNCLAIMED_MS) };
  ahead.hls.on(Events.ERROR, discardIfFatal);
}

function claim(video: HTMLMediaElement, url: string): Opened | null {
  if (ahead?.hls.media !== video || ahead.url !== url) return null;
  const { timer, ...opened } = ahead;
  clearTimeout(timer);
  opened.hls.off(Events.ERROR, discardIfFatal);
  ahead = null;
  return opened;
}

/** What goes wrong ahead of time is left to the stage, which starts anew and can say what it is. */
const discardIfFatal = (_event: string, { fatal }: { fatal: boolean }) => fatal && discard();

function discard(): void {
  clearTimeout(ahead?.timer);
  ahead?.hls.destroy();
  ahead = null;
}

function openHls(video: HTMLMediaElement, url: string, from: Date | null = null, rendition = SOURCE): Opened {
  // Whoever has gone back begins elsewhere.
  const joining = from === null && rendition === SOURCE ? join(url) : null;
  const substitutes: Substitutes = { current: null, restarted: null, restarting: null };
  const hls = new Hls({ ...HLS_SETTINGS, loader: createLoader(joining, substitutes) });
  const ready = start(hls, video, from);
  let resolve = () => {};
  const outplayed = new Promise<void>((settle) => {
    resolve = settle;
  });
  const tracks = watchTracks(hls, video, resolve);
  hls.on(Events.DESTROYING, tracks.undo);
  hls.on(Events.BUFFER_APPENDED, (_event, { part }) => {
    if (part === null || part.url !== substitutes.restarted) return;
    substitutes.restarted = null;
    // What was decoded of the group is gone from the buffer: by a jump to where it is, the decoder begins there again.
    const { currentTime } = video;
    video.currentTime = currentTime;
  });
  const origins = new Map<number, number>();
  hls.on(Events.INIT_PTS_FOUND, (_event, { frag, initPTS, timescale }) =>
    origins.set(frag.cc, initPTS / timescale),
  );
  if (joining !== null) {
    hls.on(Events.LEVEL_LOADED, (_event, { details }) => joining.follow(details.partList ?? []));
    hls.on(Events.DESTROYING, () => joining.close());
    void ready.then(() => joining.settle());
  }
  hls.loadSource(renditionOf(url, rendition));
  hls.attachMedia(video);
  return { hls, ready, tracks, outplayed, origins, substitutes };
}

export const createHlsEngine: EngineFactory = (video, url, onFatal, from, rendition): Engine => {
  const { hls, ready, tracks, outplayed, origins, substitutes } =
    claim(video, url) ?? openHls(video, url, from, rendition);
  let failures = 0;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let done = false;
  void outplayed.then(() => done || onFatal("the stream has other tracks now"));

  hls.on(Events.FRAG_BUFFERED, () => {
    failures = 0;
  });
  hls.on(Events.ERROR, (_event, { fatal, type, details }) => {
    if (!fatal || tracks.outdated) return;
    // hls.js's own recovery from a decoding failure opens a new media source and then adds no track to it.
    if (type === ErrorTypes.NETWORK_ERROR && hls.latestLevelDetails !== null && failures < PATIENCE) {
      // The element and its picture stay; a new engine would go black first.
      retry = setTimeout(() => hls.startLoad(), backoff(failures, Math.random()));
      failures += 1;
    } else {
      onFatal(details);
    }
  });

  return {
    ready,
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
    get unread() {
      return tracks.outdated ? (hls.latestLevelDetails?.age ?? 0) : 0;
    },
    get date() {
      // By the place, and not as hls.js says it, which counts from what it played last: a viewer may have gone elsewhere.
      const date = dateAt(listDated(hls.latestLevelDetails), video.currentTime);
      return date === null ? null : new Date(date);
    },
    get mediaTime() {
      const { fragments = [], fragmentHint = null } = hls.latestLevelDetails ?? {};
      const { currentTime } = video;
      const at = [...fragments, fragmentHint].findLast((one) => one !== null && one.start <= currentTime);
      const origin = origins.get(at?.cc ?? Number.NaN);
      return origin === undefined ? null : currentTime + origin;
    },
    get rate() {
      return readRate(hls.latestLevelDetails);
    },
    substitute(by) {
      substitutes.current = by;
    },
    stop() {
      done = true;
      clearTimeout(retry);
      hls.stopLoad();
    },
    destroy() {
      done = true;
      clearTimeout(retry);
      hls.destroy();
    },
  };
};
