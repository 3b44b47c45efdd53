import type { RenditionsView } from "./renditions/renditions";

/** How a page's playing is, as its player shows it. */
export interface PlaybackView {
  /** What is played: the low-latency playlist, or what is kept of the show. */
  source: "live" | "replay";
  /** `starting`: no picture yet. `finished`: the last frame of an ended livestream is on the screen. */
  state: "idle" | "starting" | "playing" | "stalled" | "finished";
  /** The browser let it start only without sound; the fan has not answered yet. */
  hushed: boolean;
  /** The browser did not let it start at all. */
  blocked: boolean;
  /** One can go back: the playlist reaches far enough, or a replay does. */
  rewindable: boolean;
  /** Whole seconds that can be gone back, and that the picture is behind live. */
  window: number;
  behind: number;
  /** Of the replay: whole seconds from its first second to the picture, and to its end as far as it is known. */
  position: number;
  length: number;
  /** What else there is to choose among; null: nothing. */
  renditions: RenditionsView | null;
  /** The sound may be had alone. */
  sound: boolean;
  /** It is, in place of the picture. */
  listening: boolean;
}

export const IDLE_PLAYBACK: PlaybackView = {
  source: "live",
  state: "idle",
  hushed: false,
  blocked: false,
  rewindable: false,
  window: 0,
  behind: 0,
  position: 0,
  length: 0,
  renditions: null,
  sound: false,
  listening: false,
};
