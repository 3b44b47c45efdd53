import { type RefObject, useCallback, useEffect, useRef, useState } from "react";
import type { Livestream } from "../api/types";
import { Playback } from "./playback";
import { IDLE_PLAYBACK, type PlaybackView } from "./view";

/** Drives the page's video element by what the channel says of the livestream. */
export function usePlayback(
  video: HTMLVideoElement,
  still: RefObject<HTMLCanvasElement | null>,
  livestream: Pick<Livestream, "status" | "hls_url" | "interrupted_until" | "publishing">,
): { view: PlaybackView; unmute: () => void; goTo: (behind: number) => void } {
  const [view, setView] = useState<PlaybackView>(IDLE_PLAYBACK);
  const playback = useRef<Playback | null>(null);

  useEffect(() => {
    if (!still.current) return;
    const current = new Playback(video, still.current, setView);
    playback.current = current;
    return () => {
      current.destroy();
      playback.current = null;
      setView(IDLE_PLAYBACK);
    };
  }, [video, still]);

  const { status, hls_url, interrupted_until } = livestream;
  // An artist previews before going live: the playlist is there as soon as the publisher is.
  const on = status === "live" || (status === "scheduled" && livestream.publishing === true);
  useEffect(() => {
    playback.current?.interrupt(interrupted_until !== null);
    if (on && hls_url !== null) playback.current?.play(hls_url);
    if (!on) playback.current?.finish();
  }, [on, hls_url, interrupted_until]);

  const unmute = useCallback(() => playback.current?.unmute(), []);
  const goTo = useCallback((behind: number) => playback.current?.goTo(behind), []);
  return { view, unmute, goTo };
}
