/** How a page's playing is, as its player shows it. */
export interface PlaybackView {
  /** `starting`: no picture yet. `finished`: the last frame of an ended livestream is on the screen. */
  state: "idle" | "starting" | "playing" | "stalled" | "finished";
  /** The browser let it start only without sound; the fan has not answered yet. */
  hushed: boolean;
  /** The browser did not let it start at all. */
  blocked: boolean;
  /** The playlist reaches back far enough to rewind. */
  rewindable: boolean;
  /** Whole seconds that can be gone back, and that the picture is behind live. */
  window: number;
  behind: number;
}

export const IDLE_PLAYBACK: PlaybackView = {
  state: "idle",
  hushed: false,
  blocked: false,
  rewindable: false,
  window: 0,
  behind: 0,
};
