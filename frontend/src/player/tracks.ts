import type Hls from "hls.js/light";
import { Events } from "hls.js/light";
import { bufferedAhead } from "./ahead";

/** Less than this left to play is as good as played, and as little more where it plays no further; seconds. */
const PLAYED_S = 0.1;
const STALLED_S = 0.5;

export interface TrackWatch {
  /** The stream has other tracks now. That they cannot be appended is no failure: what was loaded before still plays. */
  readonly outdated: boolean;
  undo(): void;
}

const LOOK_AT = ["timeupdate", "waiting", "seeking"] as const;

/**
 * Calls `onOutplayed` once the stream has gone on with other tracks than this element was opened with (sound that
 * joins, a picture that is gone) and what came before them has been played.
 *
 * A media source that has begun takes no further track, in any browser; hls.js then cannot append what it loads
 * and the picture stands still. Nothing but a new media source helps.
 */
export function watchTracks(hls: Hls, video: HTMLMediaElement, onOutplayed: () => void): TrackWatch {
  let opened: string | null = null;
  let outdated = false;
  // Before that, what is loaded need not be where the element stands.
  let begun = false;

  const begin = () => {
    begun = true;
    look();
  };
  const look = () => {
    if (!outdated || !begun || !isOutplayed(video)) return;
    undo();
    onOutplayed();
  };
  hls.on(Events.BUFFER_CREATED, (_event, { tracks }) => {
    opened ??= nameTracks(tracks);
  });
  hls.on(Events.BUFFER_CODECS, (_event, tracks) => {
    if (outdated || opened === null || nameTracks(tracks) === opened) return;
    outdated = true;
    hls.stopLoad();
    look();
  });
  const undo = () => {
    video.removeEventListener("playing", begin);
    for (const name of LOOK_AT) video.removeEventListener(name, look);
  };
  video.addEventListener("playing", begin);
  for (const name of LOOK_AT) video.addEventListener(name, look);
  return {
    get outdated() {
      return outdated;
    },
    undo,
  };
}

/** `audio`, `video` or, where both come in one, `audiovideo`. */
export function nameTracks(tracks: object): string {
  return Object.keys(tracks)
    .filter((name) => name !== "tracks")
    .sort()
    .join(" ");
}

/** Nothing of what is there is left to play where the element stands; a viewer may have gone away from it, too. */
function isOutplayed(video: HTMLMediaElement): boolean {
  const left = video.readyState < HTMLMediaElement.HAVE_FUTURE_DATA ? STALLED_S : PLAYED_S;
  return bufferedAhead(video) < left;
}
