import { bufferedAhead } from "../ahead";
import { Playback } from "../playback";
import { SOUND } from "../renditions/address";
import type { PlaybackView } from "../view";
import { Alignment } from "./alignment";

const STEP_MS = 40;
/** A step in the sound is better than no sound at all, and than a picture that does not come. */
const PATIENCE_MS = 2_500;
/** What is left in its buffer where an element is moved to, or it would stand still there. */
const RESERVE_S = 0.15;
/** Time lines that differ by more from what dates say are of two runs. */
const SAME_RUN_S = 0.5;
const INAUDIBLE = 0.0001;

interface Hearing {
  onChange: () => void;
  /** It is the picture's turn again: because somebody wanted it, or since there is nothing left to hear. */
  onOver: () => void;
}

/** What plays in one element: see `Playback` and `Replay`. */
interface Heard<Self> {
  readonly view: PlaybackView;
  readonly date: number | null;
  readonly mediaTime: number | null | undefined;
  /** Begins where the other one is. */
  follow(other: Self): void;
  leave(): void;
  unmute(): void;
  destroy(): void;
}

/** Has the sound of what is live, for `Listening`. */
export const hearLive =
  (audio: HTMLAudioElement) =>
  (onChange: () => void): Playback =>
    new Playback(audio, document.createElement("canvas"), onChange, SOUND);

/**
 * A stream's sound in place of its picture. The sound has an element of its own, for browsers let no picture go on
 * behind a locked screen, and a media source takes no tracks away. Whichever is to be heard next begins without being
 * heard, is moved to where the other is, and only then takes its place on the stage.
 */
export class Listening<Player extends Heard<Player>> {
  readonly #picture: Player;
  readonly #video: HTMLVideoElement;
  readonly #audio: HTMLAudioElement;
  readonly #sound: Player;
  readonly #hearing: Hearing;
  /** The sound is heard, and no picture is fetched, but for one that is on its way. */
  #alone = false;
  #returning = false;
  #alignment = new Alignment();
  #since: number | null = null;
  #ticker: ReturnType<typeof setInterval> | undefined;

  constructor(
    picture: Player,
    video: HTMLVideoElement,
    audio: HTMLAudioElement,
    open: (onChange: () => void) => Player,
    hearing: Hearing,
  ) {
    this.#picture = picture;
    this.#video = video;
    this.#audio = audio;
    this.#hearing = hearing;
    hush(audio);
    this.#sound = open(() => this.#hear());
    this.#sound.follow(picture);
    this.#handOver();
  }

  /** The one of the two that is heard. */
  get heard(): Player {
    return this.#alone ? this.#sound : this.#picture;
  }

  /** Both, whichever is heard. */
  get players(): [picture: Player, sound: Player] {
    return [this.#picture, this.#sound];
  }

  /** Back to the picture; or on with the sound, where the picture was not there yet. */
  press(): void {
    if (!this.#alone) this.#hearing.onOver();
    else if (this.#returning) {
      clearInterval(this.#ticker);
      this.#returning = false;
      this.#picture.leave();
    } else {
      this.#returning = true;
      hush(this.#video);
      this.#picture.follow(this.#sound);
      this.#handOver();
    }
  }

  /** Gives the stage back to the picture's element, whatever that has to show. */
  end(): void {
    clearInterval(this.#ticker);
    if (this.#alone) {
      this.#alone = false;
      this.#video.volume = this.#audio.volume;
      this.#video.muted = this.#audio.muted;
      this.#audio.replaceWith(this.#video);
    }
    this.#audio.pause();
    this.#sound.destroy();
  }

  #handOver(): void {
    this.#alignment = new Alignment();
    this.#since = null;
    this.#ticker = setInterval(() => this.#step(), STEP_MS);
  }

  #step(): void {
    if (!this.#isReady()) return;
    if (this.#alone || this.#picture.view.state === "finished") {
      this.#hearing.onOver();
      return;
    }
    clearInterval(this.#ticker);
    this.#alone = true;
    this.#audio.volume = this.#video.volume;
    this.#sound.unmute();
    this.#video.muted = true;
    this.#video.replaceWith(this.#audio);
    this.#picture.leave();
    this.#hearing.onChange();
  }

  /** The next one is where the other is, or as near as can be. */
  #isReady(): boolean {
    const [from, to] = this.#alone ? [this.#sound, this.#picture] : [this.#picture, this.#sound];
    const element = this.#alone ? this.#video : this.#audio;
    if (from.view.state === "finished") return true;
    if (to.view.state !== "playing" || element.seeking) return false;
    const now = performance.now();
    this.#since ??= now;
    return now - this.#since > PATIENCE_MS || this.#align(from, to, element, now);
  }

  #align(from: Player, to: Player, element: HTMLMediaElement, now: number): boolean {
    const off = measure(from, to);
    if (off === null) return false;
    const spare = bufferedAhead(element) - RESERVE_S;
    const move = this.#alignment.next(off, now, spare);
    if (move === 0) return spare > 0;
    if (move !== null) element.currentTime += move;
    return false;
  }

  #hear(): void {
    if (this.#alone && this.#sound.view.state === "finished") this.#hearing.onOver();
    else this.#hearing.onChange();
  }
}

/**
 * Keeps an element from being heard. What is muted runs by another clock in Chromium, and jumps by some 50 ms when it no
 * longer is; but some phones let nobody but their owner choose the volume.
 */
function hush(element: HTMLMediaElement): void {
  element.volume = INAUDIBLE;
  element.muted = element.volume > INAUDIBLE;
}

/** How far one player is ahead of the other; seconds, null where that is not known. */
function measure<Self>(ahead: Heard<Self>, behind: Heard<Self>): number | null {
  const [led, own] = [ahead.date, behind.date];
  if (led === null || own === null) return null;
  const byDate = (led - own) / 1000;
  const byMedia = (ahead.mediaTime ?? Number.NaN) - (behind.mediaTime ?? Number.NaN);
  // A date is that of a part's first frame, and sound has others than the picture.
  return Math.abs(byMedia - byDate) < SAME_RUN_S ? byMedia : byDate;
}
