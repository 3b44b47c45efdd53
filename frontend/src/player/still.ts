/** The last picture stays in sight while the element has none, since its engine is changed. */
export class Still {
  readonly #canvas: HTMLCanvasElement;

  constructor(canvas: HTMLCanvasElement) {
    this.#canvas = canvas;
  }

  keep(video: HTMLMediaElement): void {
    if (!("videoWidth" in video)) return;
    const { videoWidth, videoHeight, readyState } = video as HTMLVideoElement;
    if (videoWidth === 0 || readyState < HTMLMediaElement.HAVE_CURRENT_DATA) return;
    this.#canvas.width = videoWidth;
    this.#canvas.height = videoHeight;
    this.#canvas.getContext("2d")?.drawImage(video as HTMLVideoElement, 0, 0);
    this.#canvas.hidden = false;
  }

  hide(): void {
    this.#canvas.hidden = true;
  }
}
