import { request } from "./request";
import type { LivestreamPage } from "./types";

/** Finding shows by words. */

const page = (cursor: string | null) => (cursor === null ? "" : `&cursor=${encodeURIComponent(cursor)}`);

/** A page of the shows whose title, artist or tags have these words. */
export const searchLivestreams = (words: string, signal?: AbortSignal, cursor: string | null = null) =>
  request<LivestreamPage>(
    "GET",
    `/livestreams?q=${encodeURIComponent(words)}&limit=24${page(cursor)}`,
    undefined,
    signal,
  );
