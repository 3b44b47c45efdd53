/** Which ways there are to another screen. */

export interface RemoteView {
  /** What can be asked for; null: there is no screen near, or no way to it. */
  way: "airplay" | "cast" | null;
  /** It plays there. */
  on: boolean;
}

export const NOWHERE: RemoteView = { way: null, on: false };

/** Whether this browser may have a way at all; the code is not fetched where it has none. */
export const mayGoElsewhere = (): boolean =>
  "WebKitPlaybackTargetAvailabilityEvent" in globalThis || "remote" in HTMLVideoElement.prototype;
