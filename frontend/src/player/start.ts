import type Hls from "hls.js/light";
import { Events } from "hls.js/light";

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
 */
export function startAtLiveEdge(hls: Hls, video: HTMLMediaElement): Promise<void> {
  let chasing = false;
  let resolve = () => {};
  const ready = new Promise<void>((settle) => {
    resolve = settle;
  });

  hls.on(Events.MANIFEST_LOADED, (_event, { levels }) => {
    const details = levels[0]?.details; // the origin's playlist is a media playlist: it is here already
    let start = -1;
    if (details?.live && details.partList?.length) {
      const live = Math.max(0, details.edge - MARGIN_S);
      const first = details.partList.findLast((part) => part.independent && part.start <= live + 0.01);
      start = first?.start ?? 0;
      chasing = true;
      const skipped = live - start;
      setTimeout(resolve, skipped > WORTH_WAITING_S ? PATIENCE_MS : 0);
    } else {
      resolve();
    }
    hls.startLoad(start);
  });

  const jump = () => {
    const live = hls.liveSyncPosition;
    const { buffered } = video;
    const end = buffered.length ? buffered.end(buffered.length - 1) : 0;
    if (!chasing || !live || end < live || video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) return;
    chasing = false;
    const to = Math.min(live, end - MARGIN_S);
    if (to > video.currentTime + 0.1) video.currentTime = to;
    resolve();
  };
  hls.on(Events.FRAG_BUFFERED, jump);
  video.addEventListener("loadeddata", jump, { once: true });
  return ready;
}
