import { lazy, type ReactNode, Suspense } from "preact/compat";
import { useHeat } from "../applause/HeatLine";
import { loadMessages, loadWorded, t } from "../i18n/t";
import { formatLength } from "../ui/time";
import type { Chapters } from "./chapters/useChapters";
import { Figures } from "./Figures";
import type { RemoteView } from "./remote/ways";
import type { Kept } from "./replay/kept";
import { StageButton } from "./StageButton";
import { RewindBar, SeekBar } from "./TimeBar";
import type { Wishes } from "./usePlayback";
import type { PlaybackView } from "./view";

/** For streams that may be had as another picture, too. */
const QualityMenu = lazy(async () => {
  const [{ QualityMenu }] = await Promise.all([import("./renditions/QualityMenu"), loadMessages("quality")]);
  return { default: QualityMenu };
});

/** For streams whose sound may be had alone. */
const ListenButton = lazy(() =>
  loadWorded("listen", async () => (await import("./listening/ListenButton")).ListenButton),
);

/** What can be pressed on a stage that shows something: where it is in time, and where else it could be. */
export function Controls(props: {
  view: PlaybackView;
  wishes: Wishes;
  live: boolean;
  kept: Kept | null;
  chapters: Chapters;
  video: HTMLVideoElement;
  stage: HTMLElement | null;
  remote: RemoteView & { press: () => void };
  /** What the page adds. */
  more: ReactNode;
  /** The sound may be offered alone. */
  listenable: boolean;
}) {
  const { view, wishes, live, kept, video, stage, remote, more, listenable } = props;
  const { listening } = view;
  const { marks, current } = props.chapters;
  const back = view.source === "replay";
  // Thousands who watch what is live ask for nothing.
  const heat = useHeat(kept?.id ?? null, !live || back || view.behind > 0, live);
  return (
    <>
      {back && !live && (
        <SeekBar
          position={view.position}
          length={view.length}
          kept={kept}
          marks={marks}
          heat={heat}
          dateAt={wishes.dateAt}
          onGoTo={wishes.seek}
        />
      )}
      {view.rewindable && (live || !back) && (
        <RewindBar
          window={view.window}
          behind={view.behind}
          kept={kept}
          marks={marks}
          heat={heat}
          onGoTo={wishes.goTo}
        />
      )}
      <media-control-bar>
        <media-play-button />
        <media-mute-button />
        <media-volume-range />
        {!back && <media-live-button />}
        {back && live && (
          <button type="button" className="stage-button to-live" onClick={wishes.goLive}>
            {t("player.backToLive")}
          </button>
        )}
        {!back && !listening && live && kept !== null && (
          <button type="button" className="stage-button start-over" onClick={() => wishes.watch(0)}>
            {t("player.startOver")}
          </button>
        )}
        {back && !live && (
          <span className="stage-time figure" aria-hidden="true">
            {formatLength(view.position * 1000)} / {formatLength(view.length * 1000)}
          </span>
        )}
        {back && !live && current !== null && (
          <bdi className="stage-chapter" aria-hidden="true">
            {current.title}
          </bdi>
        )}
        <span className="stage-space" />
        {!listening && <Figures video={video} wishes={wishes} stage={stage} />}
        {view.renditions !== null && !back && (
          <Suspense fallback={null}>
            <QualityMenu view={view.renditions} stage={stage} onChoose={wishes.choose} />
          </Suspense>
        )}
        {more}
        {listenable && view.sound && (
          <Suspense fallback={null}>
            <ListenButton listening={listening} onPress={() => void wishes.listen()} />
          </Suspense>
        )}
        {remote.way !== null && !listening && (
          <StageButton
            icon={remote.way}
            label={remote.way === "airplay" ? t("player.airplay") : t("player.cast")}
            onPress={remote.press}
          />
        )}
        {!listening && <media-pip-button />}
        <media-fullscreen-button />
      </media-control-bar>
    </>
  );
}
