import type {
  FragmentLoaderContext,
  HlsConfig,
  Loader,
  LoaderCallbacks,
  LoaderConfiguration,
  LoaderContext,
  LoaderResponse,
  NullableNetworkDetails,
} from "hls.js";
import Hls from "hls.js/light";
import type { Joining } from "./joining";
import type { Plan, Substitute } from "./renditions/substitute";

type LoaderClass = new (config: HlsConfig) => Loader<LoaderContext>;
type Callbacks = LoaderCallbacks<LoaderContext>;

/** A rendition's part is made from the source's, and so is there a little later: asked for again so often, so long. */
const AGAIN_MS = 100;
const LATE_MS = 1_000;
/** How often is looked whether what is on its way is worth waiting for. */
const WATCH_MS = 50;

/** Who gives other files in place of the source's, and to whom. */
export interface Substitutes {
  current: Substitute | null;
  /** The part that has its whole group before it, until it is appended. */
  restarted: string | null;
  /** Settles when that group has come; null: none is on its way. */
  restarting: Promise<unknown> | null;
}

/**
 * hls.js's own way to load, but for what came in one with the first answer, and for what another rendition has in
 * place of the source's: hls.js knows the source's playlist alone.
 */
export function createLoader(joining: Joining | null, substitutes: Substitutes): LoaderClass {
  const Fetching = Hls.DefaultConfig.loader as LoaderClass;
  return class extends Fetching {
    #over = false;
    #again: ReturnType<typeof setTimeout> | undefined;
    #watch: ReturnType<typeof setInterval> | undefined;

    override load(context: LoaderContext, config: LoaderConfiguration, callbacks: Callbacks): void {
      const by = substitutes.current;
      const plan = by !== null && isMedia(context) ? by.plan(context) : null;
      if (plan !== null && by !== null && isMedia(context)) {
        if (plan.url !== context.url || plan.init !== null || !joining?.has(context.url)) {
          this.#fetch(plan, by, context, config, callbacks, performance.now());
          return;
        }
      }
      const { restarting } = substitutes;
      if (restarting !== null && !isMedia(context)) {
        // A group that the picture stands still for has the network to itself.
        void restarting.then(() => this.#over || super.load(context, config, callbacks));
        return;
      }
      if (!joining?.has(context.url)) {
        super.load(context, config, callbacks);
        return;
      }
      const begun = performance.now();
      void joining.take(context.url).then((data) => {
        if (this.#over) return;
        if (data === null) {
          super.load(context, config, callbacks);
          return;
        }
        const { stats } = this;
        stats.loading = { start: begun, first: begun, end: performance.now() };
        stats.loaded = stats.total = data.byteLength;
        const body = context.responseType === "arraybuffer" ? data : new TextDecoder().decode(data);
        callbacks.onProgress?.(stats, context, body, null);
        callbacks.onSuccess({ url: context.url, data: body, code: 200 }, stats, context, null);
      });
    }

    override abort(): void {
      this.#stop();
      super.abort();
    }

    override destroy(): void {
      this.#stop();
      super.destroy();
    }

    #stop(): void {
      this.#over = true;
      this.#rest();
    }

    #rest(): void {
      clearTimeout(this.#again);
      clearInterval(this.#watch);
    }

    #fetch(
      plan: Plan,
      by: Substitute,
      context: FragmentLoaderContext,
      config: LoaderConfiguration,
      callbacks: Callbacks,
      begun: number,
    ): void {
      const { stats } = this;
      let left = false;
      const retry = (next: Plan, since: number) => {
        left = true;
        this.#rest();
        stats.loading = { start: 0, first: 0, end: 0 };
        this.#fetch(next, by, context, config, callbacks, since);
      };
      const give = () => {
        const next = by.miss(plan, context);
        if (next !== null) retry(next, performance.now());
        return next !== null;
      };
      const take = (
        before: readonly Uint8Array[],
        response: LoaderResponse,
        details: NullableNetworkDetails,
      ) => {
        by.come(plan, context, stats);
        if (before.length > 1) substitutes.restarted = context.part?.url ?? null;
        const pieces = [...(plan.init === null ? [] : [plan.init]), ...before];
        const data = response.data as ArrayBuffer;
        const body = pieces.length === 0 ? data : join([...pieces, new Uint8Array(data)]);
        callbacks.onSuccess({ ...response, url: context.url, data: body }, stats, context, details);
      };
      const leave = (next: Plan | null) => {
        if (next === null || left || this.#over) return;
        left = true;
        super.abort();
        retry(next, performance.now());
      };
      this.#watch = setInterval(() => leave(by.leave(plan, context, stats)), WATCH_MS);
      substitutes.restarting = plan.before;
      void plan.before?.then((before) => {
        if (substitutes.restarting === plan.before) substitutes.restarting = null;
        if (before === null) leave(by.miss(plan, context));
      });
      super.load({ ...context, url: plan.url } as LoaderContext, config, {
        onSuccess: (response, _stats, _context, details) => {
          clearInterval(this.#watch);
          if (plan.before === null) take([], response, details);
          else
            void plan.before.then(
              (before) => before === null || left || this.#over || take(before, response, details),
            );
        },
        onError: (error, _context, details) => {
          clearInterval(this.#watch);
          if (error.code === 404 && plan.url !== context.url && performance.now() - begun < LATE_MS)
            this.#again = setTimeout(() => this.#over || retry(plan, begun), AGAIN_MS);
          // No answer at all is the network's fault, and the source's would be no better.
          else if (error.code < 400 || !give()) callbacks.onError(error, context, details, stats);
        },
        onTimeout: (_stats, _context, details) => {
          clearInterval(this.#watch);
          if (!give()) callbacks.onTimeout(stats, context, details);
        },
        onAbort: (_stats, _context, details) => {
          if (!left) callbacks.onAbort?.(stats, context, details);
        },
      });
    }
  };
}

const isMedia = (context: LoaderContext): context is FragmentLoaderContext =>
  "frag" in context && (context as FragmentLoaderContext).frag.sn !== "initSegment";

function join(pieces: readonly Uint8Array[]): ArrayBuffer {
  const all = new Uint8Array(pieces.reduce((size, piece) => size + piece.byteLength, 0));
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.byteLength;
  }
  return all.buffer;
}
