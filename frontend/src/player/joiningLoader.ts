import type { HlsConfig, Loader, LoaderCallbacks, LoaderConfiguration, LoaderContext } from "hls.js";
import Hls from "hls.js/light";
import type { Joining } from "./joining";

type LoaderClass = new (config: HlsConfig) => Loader<LoaderContext>;

/** hls.js's own way to load, but for what came in one with the first answer. */
export function createLoader(joining: Joining): LoaderClass {
  const Fetching = Hls.DefaultConfig.loader as LoaderClass;
  return class extends Fetching {
    #over = false;

    override load(
      context: LoaderContext,
      config: LoaderConfiguration,
      callbacks: LoaderCallbacks<LoaderContext>,
    ): void {
      if (!joining.has(context.url)) {
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
      this.#over = true;
      super.abort();
    }

    override destroy(): void {
      this.#over = true;
      super.destroy();
    }
  };
}
