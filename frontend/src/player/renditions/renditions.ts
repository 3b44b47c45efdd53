import type { FragmentLoaderContext } from "hls.js";
import { SOURCE } from "./address";
import { Choice, type Wish } from "./choice";
import { keepWish, recallWish } from "./kept";
import { hasSound, type Rendition, readRenditions } from "./multivariant";
import type { Plan, Substitute, Taken } from "./substitute";

const TIMEOUT_MS = 5_000;
/** A rendition begins when it is asked for: looked for so often, and for so long. */
const LOOK_MS = 400;
const PATIENCE_MS = 12_000;
/** What could not be had is asked for again. */
const MISSING_S = 20;
/** Files of the source's by which another's playlist is known to be in the same run. */
const RECENT = 30;

/** What a viewer may choose among, and has. */
export interface RenditionsView {
  /** The best one first, the source among them; */
  options: readonly Rendition[];
  wish: Wish;
  /** What was fetched last. */
  playing: string;
  /** Bits per second that the network was seen to carry; null: not known. */
  rate: number | null;
}

/** A rendition that goes on, and its init section in the run that has this init section in the source. */
interface Going {
  run: string;
  init: Uint8Array;
}

/** The renditions of one stream for one viewer: which there are, which is to be had, and where it is. */
export class Renditions {
  view: RenditionsView | null = null;
  /** The sound may be had alone. */
  sound = false;

  readonly #folder: string;
  readonly #playlist: string;
  readonly #choice: Choice;
  readonly #onChange: () => void;
  readonly #get: typeof fetch;
  readonly #gone = new AbortController();
  readonly #going = new Map<string, Going>();
  readonly #beginning = new Set<string>();
  #options: readonly Rendition[] = [];
  #playing = SOURCE;
  /** The source's run, by its init section, and the files of it that were asked for last. */
  #run = "";
  #recent: string[] = [];

  /** @param playlist the stream's own, which lists them where there are more than the source */
  constructor(
    playlist: string,
    onChange: () => void,
    get: typeof fetch = (...asked) => fetch(...asked),
    wish: Wish = recallWish(),
  ) {
    this.#playlist = playlist;
    this.#folder = playlist.slice(0, playlist.lastIndexOf("/") + 1);
    this.#onChange = onChange;
    this.#get = get;
    this.#choice = new Choice(wish);
  }

  /** Reads what there is. Where there is the source alone, there is nothing to see. */
  async look(): Promise<void> {
    const text = await this.#read(this.#playlist);
    if (text === null) return;
    const options = readRenditions(text);
    this.sound = hasSound(text);
    this.#options = options.length > 1 ? options : [];
    this.#choice.offer(this.#options);
    this.#show();
  }

  want(wish: Wish): void {
    keepWish(wish);
    this.#choice.want(wish, now());
    this.#show();
    this.#choose();
  }

  stall(): void {
    this.#choice.stall(now());
  }

  watch(video: HTMLVideoElement): void {
    const { droppedVideoFrames, totalVideoFrames } = video.getVideoPlaybackQuality();
    this.#choice.show(droppedVideoFrames, totalVideoFrames, now());
  }

  /** What comes is made from the source, and so comes later. */
  get later(): boolean {
    return this.#playing !== SOURCE || this.#choice.choose(now()) !== SOURCE;
  }

  /** For an engine that has appended nothing but the source's yet. */
  attend(): Substitute {
    let playing = SOURCE;
    /** From then on, what is appended may be another's than what was before. */
    let mixed = false;
    return {
      plan: ({ frag, part, url }: FragmentLoaderContext): Plan => {
        const run = frag.initSegment?.url ?? "";
        this.#note(run, fileOf(url));
        const wanted = this.#choose();
        let name = playing;
        // Only there can a decoder go over to another picture.
        if (part === null || part.independent) {
          const there = [wanted, playing].find((one) => this.#going.get(one)?.run === run);
          name = wanted === SOURCE ? SOURCE : (there ?? SOURCE);
          if (name !== SOURCE || mixed) {
            const init = name === SOURCE ? frag.initSegment?.data : this.#going.get(name)?.init;
            return { name, url: moveTo(url, name), init: init ?? null };
          }
        }
        return { name, url: moveTo(url, name), init: null };
      },
      come: (plan: Plan, { frag, part }: FragmentLoaderContext, stats: Taken) => {
        playing = plan.name;
        mixed ||= playing !== SOURCE;
        this.#playing = playing;
        const taken = (stats.loading.end - stats.loading.first) / 1000;
        this.#choice.come({ bytes: stats.loaded, taken, lasts: (part ?? frag).duration }, now());
        this.#show();
      },
      miss: (plan: Plan, { frag, url }: FragmentLoaderContext): Plan | null => {
        if (plan.name === SOURCE) return null;
        this.#miss(plan.name);
        void this.look();
        return { name: SOURCE, url, init: frag.initSegment?.data ?? null };
      },
    };
  }

  destroy(): void {
    this.#gone.abort();
  }

  #note(run: string, name: string): void {
    if (run !== this.#run) this.#recent = [];
    this.#run = run;
    this.#recent = [...this.#recent.slice(-RECENT), name];
  }

  /** What is wanted now; it begins, where it does not go on yet. */
  #choose(): string {
    const wanted = this.#choice.choose(now());
    if (wanted !== SOURCE && this.#going.get(wanted)?.run !== this.#run) void this.#begin(wanted);
    return wanted;
  }

  async #begin(name: string): Promise<void> {
    if (this.#beginning.has(name) || this.#recent.length === 0) return;
    this.#beginning.add(name);
    try {
      const end = performance.now() + PATIENCE_MS;
      while (performance.now() < end && !this.#gone.signal.aborted) {
        const text = await this.#read(`${this.#folder}${name}/index.m3u8`);
        const run = this.#run;
        const map = text === null ? null : findInit(text, [fileOf(run), ...this.#recent]);
        const init = map === null ? null : await this.#fetch(`${this.#folder}${name}/${map}`);
        if (init !== null) {
          this.#going.set(name, { run, init: new Uint8Array(await init.arrayBuffer()) });
          return;
        }
        if (this.#choice.choose(now()) !== name) return;
        await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
      }
      this.#miss(name);
    } catch {
      this.#miss(name);
    } finally {
      this.#beginning.delete(name);
    }
  }

  #miss(name: string): void {
    this.#going.delete(name);
    this.#choice.miss(name, now(), MISSING_S);
  }

  async #read(url: string): Promise<string | null> {
    return (await this.#fetch(url).then((response) => response?.text())) ?? null;
  }

  async #fetch(url: string): Promise<Response | null> {
    try {
      const signal = AbortSignal.any([this.#gone.signal, AbortSignal.timeout(TIMEOUT_MS)]);
      const response = await this.#get(url, { signal });
      return response.ok ? response : null;
    } catch {
      return null; // it is asked for again, or the source plays on
    }
  }

  #show(): void {
    if (this.#options.length === 0) {
      if (this.view === null) return;
      this.view = null;
    } else {
      const { wish, rate } = this.#choice;
      const rounded = rate === null ? null : Math.round(rate / 100_000) * 100_000;
      const next = { options: this.#options, wish, playing: this.#playing, rate: rounded };
      const keys = Object.keys(next) as (keyof RenditionsView)[];
      if (this.view !== null && keys.every((key) => this.view?.[key] === next[key])) return;
      this.view = next;
    }
    this.#onChange();
  }
}

const now = () => performance.now() / 1000;

/** The same file of another rendition: it lies beside. */
function moveTo(url: string, name: string): string {
  const file = url.lastIndexOf("/");
  return `${url.slice(0, url.lastIndexOf("/", file - 1))}/${name}${url.slice(file)}`;
}

const fileOf = (url: string) => url.slice(url.lastIndexOf("/") + 1).replace(/\?.*/, "");

/** The init section of the newest run that a playlist lists, where one of these files is of it, itself perhaps. */
function findInit(playlist: string, files: readonly string[]): string | null {
  const run = playlist.slice(Math.max(0, playlist.lastIndexOf("#EXT-X-MAP:")));
  if (!files.some((file) => run.includes(file))) return null;
  return /^#EXT-X-MAP:URI="([^"]+)"/.exec(run)?.[1] ?? null;
}
