/** Safari's older way of it. */
interface Presented extends HTMLVideoElement {
  webkitPresentationMode?: string;
  webkitSetPresentationMode?: (mode: "inline" | "picture-in-picture") => void;
}

/** Puts the picture into a window of its own above all others, or back; nothing where the browser has none. */
export async function togglePip(video: Presented): Promise<void> {
  try {
    if (document.pictureInPictureElement === video) await document.exitPictureInPicture();
    else if (document.pictureInPictureEnabled) await video.requestPictureInPicture();
    else if (video.webkitSetPresentationMode)
      video.webkitSetPresentationMode(
        video.webkitPresentationMode === "picture-in-picture" ? "inline" : "picture-in-picture",
      );
  } catch {
    // There is no picture yet, or the browser wants to be asked by its own button.
  }
}
