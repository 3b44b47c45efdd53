import type { HTMLAttributes, RefAttributes } from "preact/compat";

/** Attributes have the element's own names: before it is defined there is nothing that knows others. */
type Plain = HTMLAttributes<HTMLElement> & RefAttributes<HTMLElement>;

interface Controller extends Plain {
  defaultstreamtype?: "live" | "on-demand";
  hotkeys?: string;
  gesturesdisabled?: boolean;
  nomutedpref?: boolean;
  noautoseektolive?: boolean;
}

declare module "preact" {
  interface CSSProperties {
    "--played"?: string;
    "--at"?: number;
    "--level"?: number;
    "--hue"?: number;
  }
  namespace JSX {
    interface IntrinsicElements {
      "media-controller": Controller;
      "media-control-bar": Plain;
      "media-fullscreen-button": Plain;
      "media-live-button": Plain;
      "media-loading-indicator": Plain & { noautohide?: boolean };
      "media-mute-button": Plain;
      "media-pip-button": Plain;
      "media-play-button": Plain;
      "media-volume-range": Plain;
    }
  }
}
