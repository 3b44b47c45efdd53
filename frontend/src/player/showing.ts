import type { Listening } from "./listening/listening";
import { Playback } from "./playback";
import { SOUND } from "./renditions/address";
import type { Wish } from "./renditions/choice";
import type { Beginning, Kept, Manner } from "./replay/kept";
import { forgetPlace } from "./replay/places";
import type { Replay } from "./replay/replay";
import { IDLE_PLAYBACK, type PlaybackView } from "./view";

/** The show as its channel tells of it. */
export interface Show {
  /** There is a picture to be had now. */
  live: boolean;
  url: string | null;
  interrupted: boolean;
  /** What is kept of it; null: nothing, or not for whoever is here. */
  kept: Kept | null;
}

/**
 * What one element shows of a show: what is live, or its replay. One of the two players has the element at a time; the
 * replay's code comes when somebody goes back, or comes after the end.
 */
export class Showing {
  view: PlaybackView = IDLE_PLAYBACK;

  readonly #video: HTMLVideoElement;
  readonly #still: HTMLCanvasElement;
  readonly #onChange: (view: PlaybackView) => void;
  readonly #picture: Playback;
  /** The sound alone, in place of the picture. */
  #sound: Listening<Playback> | null = null;
  /** The same of the replay. */
  #told: Listening<Replay> | null = null;
  #show: Show = { live: false, url: null, interrupted: false, kept: null };
  #replay: Replay | null = null;
  #place: () => number = () => 0;
  /** Nobody waits for code that was asked for before the last change of mind. */
  #turn = 0;
  /** The replay has the element, or will as soon as its code is there. */
  #back = false;

  constructor(video: HTMLVideoElement, still: HTMLCanvasElement, onChange: (view: PlaybackView) => void) {
    this.#video = video;
    this.#still = still;
    this.#onChange = onChange;
    this.#picture = new Playback(video, still, () => this.#tell());
  }

  /** @param place where this viewer had been, for a page that comes after the end; seconds */
  update(show: Show, place: () => number): void {
    const { live, url, kept } = show;
    this.#show = show;
    this.#place = place;
    const playback = this.#playback;
    for (const one of this.#sound?.players ?? []) one.interrupt(show.interrupted);
    // Who listens and comes back after a while goes on with what is live then.
    this.#picture.onTooFar =
      live && kept !== null
        ? (date) => void this.#open({ date }, this.#video.paused ? "pause" : "play")
        : null;
    // Whoever has not begun with the replay, or is through with it, waits for the show to go on.
    const replay = this.#heardReplay;
    const idle = replay !== null && (!replay.begun || replay.view.state === "finished");
    if (this.#back && (kept === null || (live && idle))) this.#close();
    else if (kept !== null) for (const one of this.#told?.players ?? [this.#replay]) one?.update(kept, live);
    playback.interrupt(show.interrupted);
    if (live && url !== null && !this.#back) playback.play(url);
    if (!live) playback.finish();
    this.#tell();
    // Who has seen the end keeps its last picture; who comes later sees the first.
    if (!live && kept?.whole && !this.#back && playback.view.state === "idle")
      void this.#open({ position: place() }, "wait");
  }

  /** Plays the replay from this place on; null: from where it is. */
  watch(position: number | null): void {
    if (this.#replay !== null) this.#heardReplay?.play(position ?? undefined);
    else void this.#open({ position: position ?? 0 }, "play");
  }

  /** Begins with what was sent then (ms since 1970), for a page that nothing was played on yet. */
  beginAt(date: number): void {
    void this.#open({ date: new Date(date) }, "play");
  }

  /** When what is on the screen was sent, and what is live; ms since 1970, null where that is not known. */
  get moment(): { shown: number | null; live: number | null } {
    const { live } = this.#show;
    const now = live ? this.#now() : null;
    const replay = this.#heardReplay;
    if (replay !== null) return { shown: replay.date, live: now };
    return { shown: now === null ? null : now - this.#playback.view.behind * 1000, live: now };
  }

  /**
   * To where this viewer has come, for all that is told in show time; ms since 1970. Null: as far as there is anything,
   * for no picture is waited for; undefined: that is not known just now.
   */
  get seen(): number | null | undefined {
    const replay = this.#heardReplay;
    if (replay !== null) {
      if (!replay.begun || replay.view.state === "finished") return null;
      return replay.date ?? undefined;
    }
    if (this.#back) return undefined; // the replay is on its way
    // While the artist is away people go on talking, and the picture stands still.
    if (this.#show.interrupted && this.#playback.view.behind === 0) return null;
    return this.#playback.date;
  }

  /** When what is on the screen was sent (ms since 1970) while the show is on, and its bits per second; null where unknown. */
  get figures(): { date: number | null; rate: number | null } {
    const shown = this.#heardReplay ?? this.#playback;
    return { date: this.#show.live ? shown.date : null, rate: shown.rate };
  }

  /** Shows what was live this many seconds ago; what is nearly live is live. */
  goTo(behind: number): void {
    if (this.#replay !== null) this.#heardReplay?.goBack(behind);
    else this.#playback.goTo(behind);
  }

  /** Shows what is this many seconds from the replay's first. */
  seek(position: number): void {
    this.#heardReplay?.goTo(position);
  }

  /** Plays what was sent then, from wherever it may be had; ms since 1970. */
  watchFrom(date: number): void {
    const { live, kept } = this.#show;
    if (this.#replay !== null) this.#heardReplay?.playFrom(date);
    else if (live && (this.#sound === null || kept === null)) {
      this.#playback.goTo((this.#now() - date) / 1000);
      void this.#video.play().catch(() => {});
    } else void this.#open({ date: new Date(date) }, "play");
  }

  /** How many seconds from the replay's first what was sent then is; null: that is not known, or no replay is open. */
  locate(date: number): number | null {
    return this.#heardReplay?.find(date) ?? null;
  }

  /** When what is there in the replay was sent; ms since 1970, null where that is not known. */
  dateAt(position: number): number | null {
    return this.#heardReplay?.dateAt(position) ?? null;
  }

  goLive(): void {
    this.#close();
    const { live, url, kept } = this.#show;
    if (kept !== null) forgetPlace(kept.id);
    if (live && url !== null) this.#playback.play(url, true);
    this.#tell();
  }

  /** Has another picture of what is live. */
  choose(wish: Wish): void {
    this.#playback.choose(wish);
  }

  /** Has the sound alone, and does without the picture; or the picture again. To be called in a press. */
  async listen(): Promise<void> {
    const { url, kept, live } = this.#show;
    const listening = this.#sound ?? this.#told;
    if (listening !== null) return listening.press();
    const replay = this.#replay;
    if (!this.view.sound || (replay === null ? url : kept) === null) return;
    const audio = document.createElement("audio");
    audio.slot = "media";
    audio.load(); // some browsers let only those elements play later that were touched in a press
    const turn = ++this.#turn;
    const [{ hearLive, Listening }, create] = await Promise.all([
      import("./listening/listening"),
      replay === null ? null : loadCode(),
    ]);
    if (turn !== this.#turn) return;
    const hearing = { onChange: () => this.#tell(), onOver: () => this.#seeAgain() };
    if (replay === null)
      this.#sound = new Listening(this.#picture, this.#video, audio, hearLive(audio), hearing);
    else if (create !== null && kept !== null) {
      const canvas = document.createElement("canvas");
      const open = (onChange: () => void) =>
        create(
          audio,
          canvas,
          kept,
          live,
          () => this.#now(),
          { onChange, onLive: () => this.goLive() },
          SOUND,
        );
      this.#told = new Listening(replay, this.#video, audio, open, hearing);
    }
    this.#tell();
  }

  unmute(): void {
    this.#playback.unmute();
  }

  destroy(): void {
    this.#turn += 1;
    this.#told?.end();
    this.#replay?.destroy();
    this.#sound?.end();
    this.#picture.destroy();
  }

  /** What plays of what is live. */
  get #playback(): Playback {
    return this.#sound?.heard ?? this.#picture;
  }

  /** What plays of the replay. */
  get #heardReplay(): Replay | null {
    return this.#told?.heard ?? this.#replay;
  }

  #seeAgain(): void {
    const { state, length } = this.#told?.heard.view ?? IDLE_PLAYBACK;
    this.#leaveSound();
    if (state === "finished") this.#replay?.showEnd(length);
    this.update(this.#show, this.#place);
  }

  #leaveSound(): void {
    this.#sound?.end();
    this.#told?.end();
    this.#sound = this.#told = null;
  }

  async #open(from: Beginning, manner: Manner): Promise<void> {
    const turn = ++this.#turn;
    this.#back = true;
    const create = await loadCode();
    const { kept, live } = this.#show;
    if (turn !== this.#turn || kept === null) return;
    this.#leaveSound();
    this.#replay?.destroy();
    this.#picture.leave();
    this.#replay = create(this.#video, this.#still, kept, live, () => this.#now(), {
      onChange: () => this.#tell(),
      onLive: () => this.goLive(),
    });
    this.#replay.open(from, manner);
    this.#tell();
  }

  #now(): number {
    return this.#playback.clock.read(performance.now(), Date.now());
  }

  #close(): void {
    this.#turn += 1;
    this.#back = false;
    this.#told?.end();
    this.#told = null;
    this.#replay?.destroy();
    this.#replay = null;
  }

  #tell(): void {
    const live = this.#playback.view;
    const replay = this.#heardReplay?.view ?? null;
    const listening = (this.#sound ?? this.#told) !== null;
    const shown = replay === null ? live : { ...replay, hushed: live.hushed || replay.hushed };
    const next = { ...shown, sound: shown.sound || listening, listening };
    this.view = next;
    this.#onChange(next);
  }
}

const loadCode = async () => (await import("./replay/replay")).loadReplay();
