import {
  lazy,
  type ReactNode,
  type Ref,
  Suspense,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState,
} from "preact/compat";
import type { Livestream } from "../api/types";
import type { Locale } from "../i18n/locale";
import { loadWorded, locale, t } from "../i18n/t";
import { Icon } from "../ui/Icon";
import { endTask } from "../ui/tasks";
import { createVideo, endLookingAhead, findVideo, takePicture } from "./ahead";
import { type ChapterProps, useChapters } from "./chapters/useChapters";
import type { About } from "./listening/lockScreen";
import { togglePip } from "./pip";
import { useRemote } from "./remote/useRemote";
import type { Kept } from "./replay/kept";
import { recallPlace } from "./replay/places";
import { type Stage, stageOf } from "./stage";
import { useFullScreen } from "./useFullScreen";
import { useKeys } from "./useKeys";
import { usePlayback, type Wishes } from "./usePlayback";
import { useShortcuts } from "./useShortcuts";
import { useTrouble } from "./useTrouble";
import type { PlaybackView } from "./view";

/** The picture comes first; the code of the controls is not asked for before it, nor much later if there is none. */
const CONTROLS_MS = 2_000;

const Controls = lazy(async () => ({ default: (await loadControls()).Controls }));
const ListenStage = lazy(() =>
  loadWorded("listen", async () => (await import("./listening/ListenStage")).ListenStage),
);

/** What a stage offers once its show is over. */
export interface Offer {
  /** Where this viewer had been in the replay; seconds. */
  place: number;
  /** It has been seen to its end. */
  seen: boolean;
  watch: (position: number) => void;
}

/** What a page may ask its stage. */
export interface StageHandle {
  /** When what is on the screen was sent, and what is live; ms since 1970, null where that is not known. */
  readMoment: Wishes["readMoment"];
  /** To where this viewer has come: see `Showing`. */
  readSeen: Wishes["readSeen"];
  readFigures: Wishes["readFigures"];
  /** Takes the sound away for as long as another picture is listened to; gives it back as it was. */
  hush: (on: boolean) => void;
}

/** Keys of media-chrome's that mean something else here, or nothing that is good: a live picture's pace is `Pace`'s. */
const OTHERS = "noc nop noj nol no< no> noshift+/";

/** The press was on the picture itself, and not on a control. */
const isPicture = ({ target, currentTarget }: Event) =>
  target === currentTarget || target instanceof HTMLVideoElement;

type Playable = Pick<Livestream, "status" | "hls_url" | "interrupted_until" | "publishing" | "still_url">;

/**
 * The stage: one video element for as long as the page is open, controls while there is something to control, and
 * what `children` lays over it. `overlay` says what to show for a stage.
 */
export function Player({
  livestream,
  kept = null,
  overlay,
  announce,
  quiet = false,
  screen = "stage",
  at = null,
  handle,
  more = null,
  behind = null,
  heard = null,
  onView,
  ...about
}: ChapterProps & {
  livestream: Playable;
  /** The show from its first second on, where it may be had; the same object as long as nothing of it changes. */
  kept?: Kept | null;
  /** Begins without sound: an artist would hear itself, late, through its own microphone. */
  quiet?: boolean;
  /** The id of what fills the screen: all that is to be seen there, not the picture alone. */
  screen?: string;
  /** Where to begin in what is kept; seconds of show time. */
  at?: number | null;
  handle?: Ref<StageHandle>;
  /** What the page adds to the controls. */
  more?: ReactNode;
  /** What stands there instead of a picture, and is covered by it. */
  behind?: ReactNode;
  /** Whose sound may be had alone, in words; null: nobody's. */
  heard?: About | null;
  /** Hears how the playing is, each time that it changes; the same function. */
  onView?: (view: PlaybackView, seeking: boolean) => void;
  overlay: (stage: Stage, offer: Offer) => ReactNode;
  /** What a screen reader is told of a stage. */
  announce?: (stage: Stage, source: "live" | "replay") => string;
}) {
  const [video] = useState(() => findVideo(livestream.hls_url) ?? createVideo());
  const media = useRef<HTMLElement>(null);
  const still = useRef<HTMLCanvasElement>(null);
  const root = useRef<HTMLDivElement>(null);
  // Before `usePlayback`, whose element must be in its place.
  useLayoutEffect(() => {
    endLookingAhead();
    if (quiet) video.muted = true;
    media.current?.prepend(video);
    return () => video.remove();
  }, [video, quiet]);
  useFullScreen(media, screen);
  // Until the first frame: a newer one meanwhile would be a flash.
  const poster = livestream.still_url;
  useLayoutEffect(() => {
    const picture = takePicture();
    if (poster === null) return;
    if (picture !== null) {
      picture.className = "stage-still";
      root.current?.prepend(picture);
      video.addEventListener("playing", () => picture.remove(), { once: true });
    }
    if (!video.poster) video.poster = picture?.src ?? poster;
  }, [video, poster]);
  const { view, wishes } = usePlayback(video, still, livestream, kept, at);
  useEffect(() => onView?.(view, video.seeking), [view, video, onView]);
  const loud = useRef(false);
  useImperativeHandle(
    handle ?? null,
    () => ({
      readMoment: wishes.readMoment,
      readSeen: wishes.readSeen,
      readFigures: wishes.readFigures,
      hush: (on) => {
        const sounding = media.current?.querySelector<HTMLMediaElement>(":scope > [slot=media]") ?? video;
        if (on) loud.current = !sounding.muted;
        if (loud.current) sounding.muted = on;
      },
    }),
    [video, wishes],
  );
  const previewing = livestream.status === "scheduled" && livestream.publishing === true;
  const stage = stageOf(previewing ? { ...livestream, status: "live" } : livestream, view, kept?.whole);
  const back = view.source === "replay";
  const source = back && kept !== null ? kept.url : livestream.hls_url;
  const due = stage === "playing" || stage === "starting" ? source : null;
  const trouble = useTrouble(due, view.state);
  const controls = stage === "playing" || stage === "interrupted";
  useControls(view.state === "playing");
  useKeys(controls, { i: () => void togglePip(video), p: () => void togglePip(video) });
  const remote = useRemote(stage === "playing" && view.state === "playing" && !quiet ? source : null);

  useShortcuts(media, controls && !quiet, view.rewindable);
  const live = livestream.status === "live";
  const begins = kept?.begins ?? null;
  // One show from two screens in one room is an echo.
  useEffect(() => {
    if (remote.on) video.muted = true;
  }, [remote.on, video]);
  const chapters = useChapters(about, video, view, wishes, { live, begins, controls });
  // Its button goes away with the press; the keyboard stays with what it has switched on.
  const listen = () => {
    wishes.unmute();
    media.current?.focus({ preventScroll: true });
  };

  const watch = (position: number | null) => {
    wishes.watch(position);
    media.current?.focus({ preventScroll: true });
  };
  const goLive = () => {
    wishes.goLive();
    media.current?.focus({ preventScroll: true });
  };

  const see = () => {
    void wishes.listen();
    media.current?.focus({ preventScroll: true });
  };

  return (
    <div
      className="stage"
      id="stage"
      ref={root}
      data-stage={stage}
      data-playback={view.state}
      data-source={view.source}
      data-listening={view.listening}
    >
      {behind}
      <canvas className="stage-still" ref={still} hidden />
      <media-controller
        ref={media}
        className="stage-media"
        defaultstreamtype="live"
        hotkeys={view.rewindable ? OTHERS : `${OTHERS} noarrowleft noarrowright`}
        gesturesdisabled={!controls || view.hushed}
        // Whoever hears nothing and presses the picture wants to hear it, and not to stop it.
        onClick={(event) => view.hushed && isPicture(event) && listen()}
        tabIndex={controls ? 0 : -1}
        nomutedpref
        // Whoever has gone back and pauses goes on from there; `Playback` takes all others back to live.
        noautoseektolive
        lang={locale()}
      >
        <media-loading-indicator slot="centered-chrome" noautohide />
        {controls && (
          <Suspense fallback={null}>
            <Controls
              view={view}
              wishes={{ ...wishes, watch, goLive }}
              live={live}
              kept={kept}
              chapters={chapters}
              video={video}
              stage={root.current}
              remote={remote}
              more={more}
              listenable={heard !== null}
            />
          </Suspense>
        )}
      </media-controller>
      {view.listening && heard !== null && (
        <Suspense fallback={null}>
          <ListenStage
            about={heard}
            chapter={chapters.current?.title ?? null}
            moving={view.state === "playing"}
            place={back ? view : null}
            media={media}
            onBack={see}
          />
        </Suspense>
      )}
      <div className="stage-overlay">
        {remote.on ? (
          <div className="stage-words card-like" role="status">
            <p className="stage-lead">{t("player.castOn")}</p>
            <button type="button" className="button" onClick={remote.press}>
              {t("player.castStop")}
            </button>
          </div>
        ) : trouble === null ? (
          overlay(stage, {
            place: kept === null ? 0 : recallPlace(kept.id),
            seen: back && view.state === "finished",
            watch,
          })
        ) : (
          <div className="stage-words card-like" role="alert">
            <p className="stage-lead">{trouble.lead}</p>
            <p>{trouble.words}</p>
          </div>
        )}
      </div>
      {announce && (
        <p className="visually-hidden" role="status">
          {announce(stage, view.source)}
        </p>
      )}
      {view.hushed && !view.blocked && controls && (
        <button type="button" className="button unmute" aria-keyshortcuts="m" onClick={listen}>
          <Icon name="muted" /> {t("player.unmute")}{" "}
          <span className="kbd" aria-hidden="true">
            M
          </span>
        </button>
      )}
      {view.blocked && (
        <button type="button" className="button unmute blocked" onClick={listen}>
          <Icon name="play" /> {t("player.play")}
        </button>
      )}
    </div>
  );
}

/** Has the controls' code fetched, once there is something to control or when nobody waits any more. */
function useControls(playing: boolean): void {
  useEffect(() => {
    const load = () => void loadControls().catch(() => {}); // the picture is worth more
    if (playing) {
      load();
      return;
    }
    const timer = setTimeout(load, CONTROLS_MS);
    return () => clearTimeout(timer);
  }, [playing]);
}

/** What their labels say in other languages; before they are there, since they read it once. */
const LABELS: Readonly<Partial<Record<Locale, () => Promise<unknown>>>> = {
  de: () => import("media-chrome/lang/de"),
};

async function loadControls(): Promise<typeof import("./controls")> {
  const [code] = await Promise.all([import("./controls"), LABELS[locale()]?.()]);
  // To make the elements known takes as long as to show them.
  await endTask();
  return code;
}
