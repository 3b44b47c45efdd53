import type { FragmentLoaderContext } from "hls.js";
import { SOURCE } from "./address";
import { Choice, type Wish } from "./choice";
import { Flow } from "./flow";
import { Group, isWorthRestarting } from "./group";
import { keepWish, recallWish } from "./kept";
import { hasSound, type Rendition, readRenditions } from "./multivariant";
import type { Plan, Substitute, Taken } from "./substitute";

const TIMEOUT_MS = 5_000;
/** A rendition begins when it is asked for: looked for so often, and for so long. */
const LOOK_MS = 400;
const PATIENCE_MS = 12_000;
/** What could not be had is asked for again. */
const MISSING_S = 20;
/** A group is begun again no longer than so. */
const AGAIN_MS = 2_500;

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

/** A rendition that goes on, and its init section in the run that has this init section in the source: of one name. */
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
  readonly #beginning = new Map<string, Promise<Uint8Array | null>>();
  #options: readonly Rendition[] = [];
  #playing = SOURCE;
  /** The source's run, by its init section. */
  #run = "";

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
    const text = await this.#fetch(this.#playlist, (response) => response.text());
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
    const group = new Group();
    let watched: Plan | null = null;
    let flow = new Flow(0);
    return {
      plan: (context: FragmentLoaderContext): Plan => {
        const { frag, part, url } = context;
        const run = frag.initSegment?.url ?? "";
        this.#run = run;
        group.note(context);
        const wanted = this.#choose();
        const name = playing;
        // Only there can a decoder go over to another picture.
        if (part === null || part.independent) {
          const there = [wanted, playing].find((one) => this.#going.get(one)?.run === run);
          const next = wanted === SOURCE ? SOURCE : (there ?? SOURCE);
          const init = next === SOURCE ? frag.initSegment?.data : this.#going.get(next)?.init;
          const same = next === SOURCE && !mixed;
          return { name: next, url: moveTo(url, next), init: same ? null : (init ?? null), before: null };
        }
        const again = this.#beginAgain(group, name, wanted, context, part.duration * this.#rateOf(name));
        return again ?? { name, url: moveTo(url, name), init: null, before: null };
      },
      leave: (plan: Plan, context: FragmentLoaderContext, stats: Taken): Plan | null => {
        const { loaded, total, loading } = stats;
        if (plan.before !== null || loading.first === 0 || total === 0) return null;
        const first = loading.first / 1000;
        if (watched !== plan) flow = new Flow(first);
        watched = plan;
        const lasts = (context.part ?? context.frag).duration;
        const [left, since] = [total - loaded, now() - first];
        this.#choice.watch({ name: plan.name, lasts, left, since, ...flow.see(now(), loaded) }, now());
        return this.#beginAgain(group, plan.name, this.#choose(), context, left * 8);
      },
      come: (plan: Plan, { frag, part }: FragmentLoaderContext, stats: Taken) => {
        playing = plan.name;
        mixed ||= playing !== SOURCE;
        this.#playing = playing;
        const taken = (stats.loading.end - stats.loading.first) / 1000;
        // What came along with it has shared the network.
        if (plan.before === null) {
          const lasts = (part ?? frag).duration;
          this.#choice.come({ name: playing, bytes: stats.loaded, taken, lasts }, now());
        }
        this.#show();
      },
      miss: (plan: Plan, { frag, url }: FragmentLoaderContext): Plan | null => {
        if (plan.name === SOURCE) return null;
        // A group that cannot be begun again is none that it does not have.
        if (plan.before === null) {
          this.#miss(plan.name);
          void this.look();
        }
        return { name: SOURCE, url, init: frag.initSegment?.data ?? null, before: null };
      },
    };
  }

  /**
   * What of a smaller rendition is to be had in place of a part of `name`, where the network is too slow to wait for
   * the next keyframe; null: nothing.
   *
   * @param left bits of that part that are still to come
   */
  #beginAgain(
    group: Group,
    name: string,
    wanted: string,
    { frag, part, url }: FragmentLoaderContext,
    left: number,
  ): Plan | null {
    const { rate } = this.#choice;
    if (part === null || rate === null || frag.initSegment === null) return null;
    if (this.#rateOf(wanted) >= this.#rateOf(name) || group.files.length === 0) return null;
    // By what a segment begins with, hls.js knows where that is.
    if (part.index === 0 && !part.independent) return null;
    const { rest, lasts } = group;
    const waits = { left: left + rest * this.#rateOf(name), lasts: part.duration + rest };
    if (!isWorthRestarting({ ...waits, smaller: lasts * this.#rateOf(wanted), rate })) return null;
    const going = this.#going.get(wanted);
    const init = going?.run === frag.initSegment.url ? going.init : this.#begin(wanted);
    const earlier = group.files.slice(0, -1).map((file) => this.#readBytes(moveTo(file, wanted)));
    group.forget();
    const late = new Promise<null>((resolve) => setTimeout(resolve, AGAIN_MS, null));
    const before = Promise.race([Promise.all([init, ...earlier]).then(keepWhole), late]);
    return { name: wanted, url: moveTo(url, wanted), init: null, before };
  }

  #rateOf(name: string): number {
    return this.#options.find((one) => one.name === name)?.rate ?? 0;
  }

  destroy(): void {
    this.#gone.abort();
  }

  /** What is wanted now; it begins, where it does not go on yet. */
  #choose(): string {
    const wanted = this.#choice.choose(now());
    if (wanted !== SOURCE && this.#going.get(wanted)?.run !== this.#run) void this.#begin(wanted);
    return wanted;
  }

  /** Its init section in the source's run, which is there once it goes on; null: it cannot be had. */
  #begin(name: string): Promise<Uint8Array | null> {
    const begins = this.#beginning.get(name) ?? this.#ask(name).finally(() => this.#beginning.delete(name));
    this.#beginning.set(name, begins);
    return begins;
  }

  async #ask(name: string): Promise<Uint8Array | null> {
    const end = performance.now() + PATIENCE_MS;
    while (performance.now() < end && !this.#gone.signal.aborted) {
      const run = this.#run;
      const init = run === "" ? null : await this.#readBytes(`${this.#folder}${name}/${fileOf(run)}`);
      if (init !== null) {
        this.#going.set(name, { run, init });
        return init;
      }
      if (this.#choice.choose(now()) !== name) return null;
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    }
    this.#miss(name);
    return null;
  }

  #miss(name: string): void {
    this.#going.delete(name);
    this.#choice.miss(name, now(), MISSING_S);
  }

  async #readBytes(url: string): Promise<Uint8Array | null> {
    const body = await this.#fetch(url, (response) => response.arrayBuffer());
    return body === null ? null : new Uint8Array(body);
  }

  async #fetch<T>(url: string, read: (response: Response) => Promise<T>): Promise<T | null> {
    try {
      const signal = AbortSignal.any([this.#gone.signal, AbortSignal.timeout(TIMEOUT_MS)]);
      const response = await this.#get(url, { signal });
      return response.ok ? await read(response) : null;
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

/** All of them, or none. */
function keepWhole(pieces: readonly (Uint8Array | null)[]): readonly Uint8Array[] | null {
  const whole = pieces.filter((one) => one !== null);
  return whole.length === pieces.length ? whole : null;
}

const fileOf = (url: string) => url.slice(url.lastIndexOf("/") + 1).replace(/\?.*/, "");
