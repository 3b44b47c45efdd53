// The light build (no alternative audio, subtitles or DRM: a publisher sends none) has the full build's types.
declare module "hls.js/light" {
  export * from "hls.js";
  export { default } from "hls.js";
}
