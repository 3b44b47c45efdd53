import type Hls from "hls.js/light";
import { Events } from "hls.js/light";

/** Kept between the picture and the newest part when playing begins; seconds. */
const MARGIN_S = 0.4;

/**
 * Begins to load at the last keyframe before the live position, and jumps to the live position once that is buffered.
 *
 * hls.js by itself picks the live position before it has loaded anything, so that a slow start becomes latency, and
 * in a segment without a keyframe it appends what cannot be decoded and waits for the next one. Figures: docs/delivery.md.
 */
export function startAtLiveEdge(hls: Hls): void {
  let chasing = false;

  hls.on(Events.MANIFEST_LOADED, (_event, { levels }) => {
    const details = levels[0]?.details; // the origin's playlist is a media playlist: it is here already
    let start = -1;
    if (details?.live && details.partList?.length) {
      const live = Math.max(0, details.edge - MARGIN_S);
      const first = details.partList.findLast((part) => part.independent && part.start <= live + 0.01);
      start = first?.start ?? 0;
      chasing = true;
    }
    hls.startLoad(start);
  });

  hls.on(Events.FRAG_BUFFERED, () => {
    const live = hls.liveSyncPosition;
    const video = hls.media;
    if (video === null) return;
    const { buffered } = video;
    const end = buffered.length ? buffered.end(buffered.length - 1) : 0;
    if (!chasing || !live || end < live) return;
    chasing = false;
    const to = Math.min(live, end - MARGIN_S);
    if (to > video.currentTime + 0.1) video.currentTime = to;
  });
}
