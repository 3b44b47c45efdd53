import {
  MediaControlBar,
  MediaController,
  MediaFullscreenButton,
  MediaLiveButton,
  MediaLoadingIndicator,
  MediaMuteButton,
  MediaPipButton,
  MediaPlayButton,
  MediaTimeRange,
  MediaVolumeRange,
} from "media-chrome/react";
import { type ReactNode, useRef } from "react";
import type { Livestream } from "../api/types";
import { Icon } from "../ui/Icon";
import { stageOf } from "./stage";
import { usePlayback } from "./usePlayback";

/** The whole stage fills the screen, not the picture alone: what is laid over it must be seen there too. */
const FULLSCREEN = { fullscreenelement: "stage" };

const QUIET = { muted: true };

type Playable = Pick<Livestream, "status" | "hls_url" | "interrupted_until" | "publishing">;

/**
 * The stage: one video element for as long as the page is open, controls while there is something to control, and
 * what `children` lays over it. `overlay` says what to show for a stage.
 */
export function Player({
  livestream,
  overlay,
  quiet = false,
}: {
  livestream: Playable;
  /** Begins without sound: an artist would hear itself, late, through its own microphone. */
  quiet?: boolean;
  overlay: (stage: ReturnType<typeof stageOf>) => ReactNode;
}) {
  const video = useRef<HTMLVideoElement>(null);
  const still = useRef<HTMLCanvasElement>(null);
  const { view, unmute } = usePlayback(video, still, livestream);
  const previewing = livestream.status === "scheduled" && livestream.publishing === true;
  const stage = stageOf(previewing ? { ...livestream, status: "live" } : livestream, view);
  const controls = stage === "playing" || stage === "interrupted";

  return (
    <div className="stage" id="stage" data-stage={stage} data-playback={view.state}>
      <canvas className="stage-still" ref={still} hidden />
      <MediaController
        className="stage-media"
        defaultStreamType="live"
        {...FULLSCREEN}
        hotkeys={view.rewindable ? "" : "noarrowleft noarrowright"}
        gesturesDisabled={!controls}
        tabIndex={controls ? 0 : -1}
        noMutedPref
        lang="en"
      >
        <video slot="media" ref={video} playsInline {...(quiet && QUIET)} />
        <MediaLoadingIndicator slot="centered-chrome" noAutohide />
        {controls && (
          <>
            {view.rewindable && <MediaTimeRange />}
            <MediaControlBar>
              <MediaPlayButton />
              <MediaMuteButton />
              <MediaVolumeRange />
              <MediaLiveButton />
              <span className="stage-space" />
              <MediaPipButton />
              <MediaFullscreenButton />
            </MediaControlBar>
          </>
        )}
      </MediaController>
      <div className="stage-overlay">{overlay(stage)}</div>
      {view.hushed && controls && (
        <button type="button" className="button unmute" onClick={unmute}>
          <Icon name="muted" /> Turn sound on
        </button>
      )}
      {view.blocked && (
        <button type="button" className="button unmute" onClick={unmute}>
          Play
        </button>
      )}
    </div>
  );
}
