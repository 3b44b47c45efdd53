import type {
  FragmentLoaderContext,
  HlsConfig,
  Loader,
  LoaderCallbacks,
  LoaderConfiguration,
  LoaderContext,
} from "hls.js";
import Hls from "hls.js/light";
import type { Joining } from "./joining";
import type { Plan, Substitute } from "./renditions/substitute";

type LoaderClass = new (config: HlsConfig) => Loader<LoaderContext>;
type Callbacks = LoaderCallbacks<LoaderContext>;

/** A rendition's part is made from the source's, and so is there a little later: asked for again so often, so long. */
const AGAIN_MS = 100;
const LATE_MS = 1_000;

/**
 * hls.js's own way to load, but for what came in one with the first answer, and for what another rendition has in
 * place of the source's: hls.js knows the source's playlist alone.
 */
export function createLoader(
  joining: Joining | null,
  substitutes: { readonly current: Substitute | null },
): LoaderClass {
  const Fetching = Hls.DefaultConfig.loader as LoaderClass;
  return class extends Fetching {
    #over = false;
    #again: ReturnType<typeof setTimeout> | undefined;

    override load(context: LoaderContext, config: LoaderConfiguration, callbacks: Callbacks): void {
      const by = substitutes.current;
      const plan = by !== null && isMedia(context) ? by.plan(context) : null;
      if (plan !== null && by !== null && isMedia(context)) {
        if (plan.url !== context.url || plan.init !== null || !joining?.has(context.url)) {
          this.#fetch(plan, by, context, config, callbacks, performance.now());
          return;
        }
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
      clearTimeout(this.#again);
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
      const retry = (next: Plan, since: number) => {
        stats.loading = { start: 0, first: 0, end: 0 };
        this.#fetch(next, by, context, config, callbacks, since);
      };
      const give = () => {
        const next = by.miss(plan, context);
        if (next !== null) retry(next, performance.now());
        return next !== null;
      };
      super.load({ ...context, url: plan.url } as LoaderContext, config, {
        onSuccess: (response, _stats, _context, details) => {
          by.come(plan, context, stats);
          const data = response.data as ArrayBuffer;
          const body = plan.init === null ? data : prefix(plan.init, data);
          callbacks.onSuccess({ ...response, url: context.url, data: body }, stats, context, details);
        },
        onError: (error, _context, details) => {
          if (error.code === 404 && plan.url !== context.url && performance.now() - begun < LATE_MS)
            this.#again = setTimeout(() => this.#over || retry(plan, begun), AGAIN_MS);
          // No answer at all is the network's fault, and the source's would be no better.
          else if (error.code < 400 || !give()) callbacks.onError(error, context, details, stats);
        },
        onTimeout: (_stats, _context, details) => {
          if (!give()) callbacks.onTimeout(stats, context, details);
        },
        onAbort: (_stats, _context, details) => callbacks.onAbort?.(stats, context, details),
      });
    }
  };
}

const isMedia = (context: LoaderContext): context is FragmentLoaderContext =>
  "frag" in context && (context as FragmentLoaderContext).frag.sn !== "initSegment";

function prefix(init: Uint8Array, data: ArrayBuffer): ArrayBuffer {
  const both = new Uint8Array(init.byteLength + data.byteLength);
  both.set(init);
  both.set(new Uint8Array(data), init.byteLength);
  return both.buffer;
}
