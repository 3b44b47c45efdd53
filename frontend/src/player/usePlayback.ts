import { type RefObject, useEffect, useMemo, useRef, useState } from "react";
import type { Livestream } from "../api/types";
import type { Kept } from "./replay/kept";
import { recallPlace } from "./replay/places";
import { Showing } from "./showing";
import { IDLE_PLAYBACK, type PlaybackView } from "./view";

/** What a viewer may ask of a stage. */
export type Wishes = Pick<Showing, "unmute" | "goTo" | "seek" | "watch" | "watchFrom" | "locate" | "goLive">;

/** Drives the page's video element by what the channel says of the livestream. */
export function usePlayback(
  video: HTMLVideoElement,
  still: RefObject<HTMLCanvasElement | null>,
  livestream: Pick<Livestream, "status" | "hls_url" | "interrupted_until" | "publishing">,
  kept: Kept | null,
): { view: PlaybackView; wishes: Wishes } {
  const [view, setView] = useState<PlaybackView>(IDLE_PLAYBACK);
  const showing = useRef<Showing | null>(null);

  useEffect(() => {
    if (!still.current) return;
    const current = new Showing(video, still.current, setView);
    showing.current = current;
    return () => {
      current.destroy();
      showing.current = null;
      setView(IDLE_PLAYBACK);
    };
  }, [video, still]);

  const { status, hls_url: url } = livestream;
  // An artist previews before going live: the playlist is there as soon as the publisher is.
  const live = status === "live" || (status === "scheduled" && livestream.publishing === true);
  const interrupted = livestream.interrupted_until !== null;
  useEffect(() => {
    showing.current?.update({ live, url, interrupted, kept }, () => (kept ? recallPlace(kept.id) : 0));
  }, [live, url, interrupted, kept]);

  const wishes = useMemo(
    (): Wishes => ({
      unmute: () => showing.current?.unmute(),
      goTo: (behind) => showing.current?.goTo(behind),
      seek: (position) => showing.current?.seek(position),
      watch: (position) => showing.current?.watch(position),
      watchFrom: (date) => showing.current?.watchFrom(date),
      locate: (date) => showing.current?.locate(date) ?? null,
      goLive: () => showing.current?.goLive(),
    }),
    [],
  );
  return { view, wishes };
}
