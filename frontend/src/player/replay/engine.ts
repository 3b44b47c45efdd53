import type { Dated } from "../dates";
import { renditionOf, SOURCE } from "../renditions/address";
import type { Beginning } from "./kept";
import { AHEAD_S, REPLAY_SETTINGS } from "./settings";

/** What fetches a replay and feeds the element. */
export interface ReplayEngine {
  /** Seconds from its first to the last that is listed; 0 while that is not known. */
  readonly length: number;
  /** Nothing will be added. */
  readonly complete: boolean;
  /** When what is on the screen was sent; ms since 1970, null where the playlist does not say. */
  readonly date: number | null;
  /** What its playlist lists, and when that was sent. */
  readonly listed: readonly Dated[];
  /** When what is at this position was sent; as `date`. */
  dateAt(position: number): number | null;
  /** Bits per second of what was fetched; null where that is not known. */
  readonly rate: number | null;
  /** Where what was sent then is; null: it is not listed. */
  find(date: number): number | null;
  /** Fetches as far ahead as playing needs; before, it is a first picture's worth. */
  begin(): void;
  destroy(): void;
}

/** `onFatal`: this one cannot go on, open another; `skip`: that many seconds further on. */
export type OpenReplay = (
  video: HTMLMediaElement,
  url: string,
  from: Beginning,
  onFatal: (skip: number) => void,
  rendition?: string,
) => ReplayEngine;

/** Past the seam to other tracks: it, and what the element does not play of what was before. */
const SEAM_S = 0.5;
/** Who wants what was sent after all that is listed gets as near to it as plays on; seconds. */
const LAST_S = 4;

/** The code that live pictures are played by is used again. It stays a file of its own, which live pages ask for first. */
type HlsCode = typeof import("../hlsEngine");

export async function loadReplayEngine(): Promise<OpenReplay> {
  const code = await import("../hlsEngine");
  return code.isHlsSupported() ? openHls(code) : openNative;
}

const openHls =
  (code: HlsCode): OpenReplay =>
  (video, url, from, onFatal, rendition = SOURCE) => {
    const { dateAt, Events, findDate, Hls, listDated, PLAYLIST, readRate, watchTracks } = code;
    const hls = new Hls({ ...REPLAY_SETTINGS, manifestLoadPolicy: PLAYLIST, playlistLoadPolicy: PLAYLIST });
    const tracks = watchTracks(hls, video, () => onFatal(SEAM_S));
    hls.on(Events.DESTROYING, tracks.undo);
    hls.on(Events.MANIFEST_LOADED, (_event, { levels }) => {
      const details = levels[0]?.details; // a rendition's own playlist is a media playlist: it is here already
      const length = details?.edge ?? Number.POSITIVE_INFINITY;
      const at =
        "position" in from
          ? from.position
          : (findDate(listDated(details), from.date.getTime()) ?? length - LAST_S);
      hls.startLoad(Math.max(0, Math.min(at, length - SEAM_S)));
    });
    hls.on(Events.ERROR, (_event, { fatal }) => {
      if (fatal && !tracks.outdated) onFatal(0);
    });
    hls.loadSource(renditionOf(url, rendition));
    hls.attachMedia(video);
    return {
      get length() {
        return hls.latestLevelDetails?.edge ?? 0;
      },
      get complete() {
        return hls.latestLevelDetails?.live === false;
      },
      get date() {
        return dateAt(listDated(hls.latestLevelDetails), video.currentTime);
      },
      get listed() {
        return listDated(hls.latestLevelDetails);
      },
      get rate() {
        return readRate(hls.latestLevelDetails);
      },
      dateAt(position) {
        return dateAt(listDated(hls.latestLevelDetails), position);
      },
      find(date) {
        return findDate(listDated(hls.latestLevelDetails), date);
      },
      begin() {
        hls.config.maxBufferLength = AHEAD_S;
        hls.config.maxMaxBufferLength = AHEAD_S;
      },
      destroy() {
        hls.destroy();
      },
    };
  };

/** Safari's own, and no other browser's. */
interface Dating {
  /** When the element's second 0 was sent. */
  getStartDate?: () => Date;
}

const openNative: OpenReplay = (video, url, from, onFatal, rendition = SOURCE) => {
  const dating: HTMLMediaElement & Dating = video;
  const zero = () => dating.getStartDate?.().getTime() ?? Number.NaN;
  const fail = () => onFatal(0);
  const seek = () => {
    const at = "position" in from ? from.position : (from.date.getTime() - zero()) / 1000;
    // The playlist says to begin at its start; so does what cannot be found.
    if (at > 0) video.currentTime = at;
  };
  video.addEventListener("error", fail);
  video.addEventListener("loadedmetadata", seek, { once: true });
  video.preload = "auto";
  video.src = rendition === SOURCE ? url : renditionOf(url, rendition);
  return {
    get length() {
      return video.seekable.length > 0 ? video.seekable.end(video.seekable.length - 1) : 0;
    },
    get complete() {
      return Number.isFinite(video.duration);
    },
    get date() {
      const date = zero() + video.currentTime * 1000;
      return Number.isFinite(date) ? date : null;
    },
    get listed() {
      const begin = zero();
      return Number.isFinite(begin) ? [{ start: 0, duration: this.length, programDateTime: begin }] : [];
    },
    rate: null,
    dateAt(position) {
      const date = zero() + position * 1000;
      return Number.isFinite(date) ? date : null;
    },
    find(date) {
      const at = (date - zero()) / 1000;
      return Number.isFinite(at) ? at : null;
    },
    begin() {},
    destroy() {
      video.removeEventListener("error", fail);
      video.removeEventListener("loadedmetadata", seek);
      video.removeAttribute("src");
      video.load();
    },
  };
};
