import { type RefObject, useCallback, useEffect, useState } from "preact/compat";

/** Begins without sound where the page around wants that, and says whether there is none, so that one press brings it. */
export function useMuted(around: RefObject<HTMLElement | null>, wanted: boolean): [boolean, () => void] {
  const [silent, setSilent] = useState(false);
  useEffect(() => {
    const video = around.current?.querySelector("video");
    if (!video) return;
    // Only what was asked for: a browser that allows no sound is the player's affair.
    if (video.muted !== wanted) video.muted = wanted;
    const look = () => setSilent(wanted && video.muted && !video.paused);
    const events = ["volumechange", "playing", "pause", "emptied"];
    for (const name of events) video.addEventListener(name, look);
    look();
    return () => {
      for (const name of events) video.removeEventListener(name, look);
    };
  }, [around, wanted]);
  const unmute = useCallback(() => {
    const video = around.current?.querySelector("video");
    if (video) video.muted = false;
  }, [around]);
  return [silent, unmute];
}
