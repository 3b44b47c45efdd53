/** The element of a stage that is not there yet: it is filled while the page is still being put together. */
let ahead: { url: string; video: HTMLVideoElement } | null = null;

export function createVideo(): HTMLVideoElement {
  const video = document.createElement("video");
  video.slot = "media";
  video.playsInline = true;
  return video;
}

/** An element for the stage that will play this. */
export function createVideoAhead(url: string): HTMLVideoElement {
  const video = createVideo();
  ahead = { url, video };
  return video;
}

/** The element made ahead for this. It may be looked at often, until a stage shows. */
export function findVideo(url: string | null): HTMLVideoElement | null {
  return ahead !== null && ahead.url === url ? ahead.video : null;
}

/** A stage shows, with the element made ahead or with one of its own. */
export function endLookingAhead(): void {
  ahead = null;
}

/** The stage that came with the page, with a picture on it (`api/heads/shows.py`). */
const findDrawn = () => document.getElementById("drawn");

/** The layout that came with the page is the usual one; this viewer's may be another. */
export function drawChat(shown: boolean): void {
  findDrawn()?.setAttribute("data-chat", shown ? "shown" : "hidden");
}

/** The page draws itself now: takes the picture that came with it, which goes on showing where it is put; null: none did. */
export function takePicture(): HTMLImageElement | null {
  const drawn = findDrawn();
  drawn?.remove();
  return drawn?.querySelector("img") ?? null;
}

/** What begins so little after where an element stands plays on from there, too; seconds. */
const NEAR_S = 0.1;

/** Seconds of media that an element has past where it stands. */
export function bufferedAhead({
  buffered,
  currentTime,
}: Pick<HTMLMediaElement, "buffered" | "currentTime">): number {
  let ahead = 0;
  for (let range = 0; range < buffered.length; range++) {
    if (buffered.start(range) <= currentTime + NEAR_S)
      ahead = Math.max(ahead, buffered.end(range) - currentTime);
  }
  return ahead;
}
