import type Hls from "hls.js/light";
import { Events } from "hls.js/light";

/** Less than this left to play is as good as played; seconds. */
const PLAYED_S = 0.1;

/**
 * Calls `onOutplayed` once the stream has gone on with other tracks than this element was opened with (sound that
 * joins, a picture that is gone) and what came before them has been played.
 *
 * A media source that has begun takes no further track, in any browser; hls.js then drops what it loads without an
 * error and the picture stands still. Nothing but a new media source helps. Returns its own undo.
 */
export function watchTracks(hls: Hls, video: HTMLMediaElement, onOutplayed: () => void): () => void {
  let opened: string | null = null;
  let outdated = false;

  const look = () => {
    if (!outdated || !isOutplayed(video)) return;
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
  video.addEventListener("timeupdate", look);
  video.addEventListener("waiting", look);
  const undo = () => {
    video.removeEventListener("timeupdate", look);
    video.removeEventListener("waiting", look);
  };
  return undo;
}

/** `audio`, `video` or, where both come in one, `audiovideo`. */
export function nameTracks(tracks: object): string {
  return Object.keys(tracks)
    .filter((name) => name !== "tracks")
    .sort()
    .join(" ");
}

function isOutplayed({ buffered, currentTime, readyState }: HTMLMediaElement): boolean {
  if (readyState < HTMLMediaElement.HAVE_FUTURE_DATA) return true;
  return buffered.length === 0 || buffered.end(buffered.length - 1) - currentTime < PLAYED_S;
}
