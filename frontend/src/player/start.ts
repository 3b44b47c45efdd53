import type Hls from "hls.js/light";
import { Events } from "hls.js/light";
import { findDate, listDated } from "./dates";

/** Kept between the picture and the newest part when playing begins; seconds. */
const MARGIN_S = 0.4;
/** A stream that has just begun is played as it comes. */
const WORTH_WAITING_S = 0.2;
/** Whatever keeps the live position from being buffered, by then it is better to play what is there. */
const PATIENCE_MS = 1_500;

/**
 * Begins to load at the last keyframe before the live position, shows the picture that is there, and jumps to the live
 * position once that is buffered too. Resolves when that is done and playing may begin: what lies between would be
 * heard for a moment.
 *
 * hls.js by itself picks the live position before it has loaded anything, so that a slow start becomes latency, and
 * in a segment without a keyframe it appends what cannot be decoded and waits for the next one. Figures: docs/delivery.md.
 *
 * @param from what was sent then is played first, as long as it is listed: a viewer who had gone back stays back
 */
export function start(hls: Hls, video: HTMLMediaElement, from: Date | null): Promise<void> {
  let chasing = false;
  let begin = -1;
  let resolve = () => {};
  const ready = new Promise<void>((settle) => {
    resolve = settle;
  });

  hls.on(Events.MANIFEST_LOADED, (_event, { levels }) => {
    const details = levels[0]?.details; // the origin's playlist is a media playlist: it is here already
    const back = from === null ? null : findDate(listDated(details), from.getTime());
    if (back !== null) {
      begin = back;
      resolve();
    } else if (details?.live && details.partList?.length) {
      const live = Math.max(0, details.edge - MARGIN_S);
      begin = findKeyframe(details.partList, live);
      chasing = true;
      const skipped = live - begin;
      setTimeout(resolve, skipped > WORTH_WAITING_S ? PATIENCE_MS : 0);
    } else {
      resolve();
    }
    hls.startLoad(begin);
  });

  const jump = () => {
    const live = hls.liveSyncPosition;
    const { buffered } = video;
    const end = buffered.length ? buffered.end(buffered.length - 1) : 0;
    // What comes before `begin` may have other tracks: of a run that has just begun, live is still there.
    if (!chasing || !live || live < begin || end < live) return;
    if (video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) return;
    chasing = false;
    const to = Math.max(begin, Math.min(live, end - MARGIN_S));
    if (to > video.currentTime + 0.1) video.currentTime = to;
    resolve();
  };
  hls.on(Events.FRAG_BUFFERED, jump);
  video.addEventListener("loadeddata", jump, { once: true });
  return ready;
}

/** Of a listed part, what the choice of a beginning needs. */
interface Listed {
  start: number;
  independent: boolean;
  fragment: { cc: number };
}

/** Where the last keyframe is at or before `live`; in the newest run, since one before may have other tracks. */
export function findKeyframe(parts: readonly Listed[], live: number): number {
  const run = parts.at(-1)?.fragment.cc;
  const newest = parts.filter(({ fragment }) => fragment.cc === run);
  const keyframe =
    newest.findLast((part) => part.independent && part.start <= live + 0.01) ??
    newest.find((part) => part.independent);
  return keyframe?.start ?? 0;
}
