import { type ReactNode, useEffect, useEffectEvent, useLayoutEffect, useRef, useState } from "preact/compat";
import { locale, t } from "../i18n/t";
import type { Trouble } from "../player/trouble";
import { useFullScreen } from "../player/useFullScreen";
import { useTrouble } from "../player/useTrouble";
import { Icon } from "../ui/Icon";
import { ClipPlayback, type ClipView, IDLE_CLIP } from "./playback";
import { formatDuration, sayPlace } from "./times";

/** What a press of an arrow key is worth; seconds. */
const STEPS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 };

/** A node that has come back may not know of it yet. */
const explainMissing = (status: number): Trouble => ({
  lead: t("clips.unplayable"),
  words: status === 404 ? t("clips.notFound") : t("clips.refused", { status: String(status) }),
});

/** A clip's picture, which plays at once, and its controls. `children`: what stands there after its last picture. */
export function ClipStage(props: {
  /** Where it plays, with the pass if it takes one. */
  url: string;
  duration: number;
  children: (again: () => void) => ReactNode;
}) {
  const { url, duration, children } = props;
  const [video] = useState(createVideo);
  const media = useRef<HTMLElement>(null);
  const { view, playback } = useClipPlayback(video, url, duration);
  const trouble = useTrouble(url, view.state, explainMissing);
  useLayoutEffect(() => {
    media.current?.prepend(video);
    return () => video.remove();
  }, [video]);
  useFullScreen(media, "stage");
  // The controls come after the picture: it is worth more.
  const seen = view.state !== "starting";
  useEffect(() => {
    if (seen) void import("../player/controls").catch(() => {});
  }, [seen]);
  const again = () => {
    playback.current?.again();
    media.current?.focus({ preventScroll: true });
  };
  const listen = () => {
    playback.current?.unmute();
    media.current?.focus({ preventScroll: true });
  };
  const finished = view.state === "finished";
  const stage = finished ? "replay" : view.state === "starting" ? "starting" : "playing";
  return (
    <div className="stage" id="stage" data-stage={stage} data-playback={view.state}>
      <media-controller
        ref={media}
        className="stage-media"
        defaultstreamtype="on-demand"
        hotkeys="noc noarrowleft noarrowright"
        gesturesdisabled={finished}
        tabIndex={0}
        nomutedpref
        lang={locale()}
      >
        <media-loading-indicator slot="centered-chrome" noautohide />
        {!finished && seen && (
          <>
            <Bar view={view} onGoTo={(to) => playback.current?.goTo(to)} />
            <media-control-bar>
              <media-play-button />
              <media-mute-button />
              <media-volume-range />
              <span className="stage-time figure" aria-hidden="true">
                {formatDuration(view.position, 0)} / {formatDuration(view.length)}
              </span>
              <span className="stage-space" />
              <media-pip-button />
              <media-fullscreen-button />
            </media-control-bar>
          </>
        )}
      </media-controller>
      <div className="stage-overlay">
        {trouble !== null && !finished ? (
          <div className="stage-words card-like" role="alert">
            <p className="stage-lead">{trouble.lead}</p>
            <p>{trouble.words}</p>
          </div>
        ) : (
          finished && children(again)
        )}
      </div>
      <p className="visually-hidden" role="status">
        {finished ? t("clips.over") : seen ? t("clips.plays") : ""}
      </p>
      {view.hushed && !finished && (
        <button type="button" className="button unmute" onClick={listen}>
          <Icon name="muted" /> {t("clips.sound")}
        </button>
      )}
      {view.blocked && (
        <button type="button" className="button unmute" onClick={listen}>
          {t("clips.play")}
        </button>
      )}
    </div>
  );
}

function createVideo(): HTMLVideoElement {
  const video = document.createElement("video");
  video.slot = "media";
  video.playsInline = true;
  return video;
}

function useClipPlayback(video: HTMLVideoElement, url: string, duration: number) {
  const [view, setView] = useState<ClipView>(IDLE_CLIP);
  const playback = useRef<ClipPlayback | null>(null);
  const address = useRef(url);
  useEffect(() => {
    let gone = false;
    const open = async () => {
      const code = await import("../player/hlsEngine");
      if (!gone) playback.current = new ClipPlayback(code, video, address.current, duration, setView);
    };
    void open();
    return () => {
      gone = true;
      playback.current?.destroy();
      playback.current = null;
      setView(IDLE_CLIP);
    };
  }, [video, duration]);
  useEffect(() => {
    address.current = url;
    playback.current?.move(url);
  }, [url]);
  return { view, playback };
}

function Bar({ view, onGoTo }: { view: ClipView; onGoTo: (position: number) => void }) {
  const { position, length } = view;
  const bar = useRef<HTMLInputElement>(null);
  // The controller around it takes the arrow keys for its own, before the page hears of them.
  const press = useEffectEvent(
    (event: Pick<Event, "preventDefault" | "stopPropagation"> & { key: string }) => {
      const step = STEPS[event.key];
      if (step === undefined) return;
      event.preventDefault();
      event.stopPropagation();
      onGoTo(position + step);
    },
  );
  useEffect(() => {
    const element = bar.current;
    const hear = (event: globalThis.KeyboardEvent) => press(event);
    element?.addEventListener("keydown", hear);
    return () => element?.removeEventListener("keydown", hear);
  }, []);
  return (
    <div className="rewind">
      <input
        ref={bar}
        type="range"
        aria-label={t("clips.seek")}
        aria-valuetext={t("clips.placeOf", {
          place: sayPlace(Math.floor(position)),
          length: sayPlace(Math.round(length)),
        })}
        min={0}
        max={length}
        step={0.1}
        value={position}
        style={{ "--played": `${length > 0 ? (position / length) * 100 : 0}%` }}
        onChange={(event) => onGoTo(Number(event.currentTarget.value))}
      />
    </div>
  );
}
