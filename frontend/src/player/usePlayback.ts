import { type RefObject, useEffect, useMemo, useRef, useState } from "preact/compat";
import type { Livestream } from "../api/types";
import type { Kept } from "./replay/kept";
import { recallPlace } from "./replay/places";
import { Showing } from "./showing";
import { IDLE_PLAYBACK, type PlaybackView } from "./view";

/** What a viewer may ask of a stage. */
export type Wishes = Pick<
  Showing,
  "unmute" | "goTo" | "seek" | "watch" | "watchFrom" | "locate" | "dateAt" | "goLive" | "choose" | "listen"
> & {
  readMoment: () => Showing["moment"];
  readSeen: () => Showing["seen"];
  readFigures: () => Showing["figures"];
};

/**
 * Drives the page's video element by what the channel says of the livestream.
 *
 * @param at where in the show this viewer wants to begin; seconds of show time, null: as everybody does
 */
export function usePlayback(
  video: HTMLVideoElement,
  still: RefObject<HTMLCanvasElement | null>,
  livestream: Pick<Livestream, "status" | "hls_url" | "interrupted_until" | "publishing">,
  kept: Kept | null,
  at: number | null = null,
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

  // Once, as soon as there is what to begin in.
  const begun = useRef<Showing | null>(null);
  const begins = kept?.begins ?? null;
  useEffect(() => {
    if (at === null || begins === null || begun.current === showing.current) return;
    begun.current = showing.current;
    showing.current?.beginAt(begins + at * 1000);
  }, [at, begins]);

  const wishes = useMemo(
    (): Wishes => ({
      unmute: () => showing.current?.unmute(),
      goTo: (behind) => showing.current?.goTo(behind),
      seek: (position) => showing.current?.seek(position),
      watch: (position) => showing.current?.watch(position),
      watchFrom: (date) => showing.current?.watchFrom(date),
      locate: (date) => showing.current?.locate(date) ?? null,
      dateAt: (position) => showing.current?.dateAt(position) ?? null,
      choose: (wish) => showing.current?.choose(wish),
      goLive: () => showing.current?.goLive(),
      listen: async () => showing.current?.listen(),
      readSeen: () => (showing.current === null ? null : showing.current.seen),
      readFigures: () => showing.current?.figures ?? { date: null, rate: null },
      readMoment: () => showing.current?.moment ?? { shown: null, live: null },
    }),
    [],
  );
  return { view, wishes };
}
