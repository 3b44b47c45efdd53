import { useEffect, useState } from "preact/compat";
import { serverClock } from "../channel/serverClock";
import { bufferedAhead } from "./ahead";
import type { Quality } from "./quality";
import type { Wishes } from "./usePlayback";

const LOOK_MS = 1_000;

/** How the picture is, looked at each second while it is `on`. */
export function useQuality(
  video: HTMLVideoElement,
  wishes: Pick<Wishes, "readFigures">,
  on: boolean,
): Quality | null {
  const [quality, setQuality] = useState<Quality | null>(null);
  const { readFigures } = wishes;
  useEffect(() => {
    if (!on) return;
    const look = () => setQuality(read(video, readFigures()));
    look();
    const timer = setInterval(look, LOOK_MS);
    return () => clearInterval(timer);
  }, [video, readFigures, on]);
  return quality;
}

function read(video: HTMLVideoElement, { date, rate }: ReturnType<Wishes["readFigures"]>): Quality {
  const { videoWidth: width, videoHeight: height } = video;
  const { droppedVideoFrames: dropped, totalVideoFrames: frames } = video.getVideoPlaybackQuality();
  const now = serverClock.read(performance.now(), Date.now());
  const behind = date === null ? null : (now - date) / 1000;
  return { behind, width, height, rate, dropped, frames, ahead: bufferedAhead(video) };
}
