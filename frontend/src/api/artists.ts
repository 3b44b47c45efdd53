import { request } from "./request";
import type { ArtistPage, ClipPage, LivestreamPage, Profile } from "./types";

/** Who performs here, and finding shows by words. */

const page = (cursor: string | null) => (cursor === null ? "" : `&cursor=${encodeURIComponent(cursor)}`);

const artist = (id: string) => `/artists/${encodeURIComponent(id)}`;

/** A page of the shows whose title, artist or tags have these words. */
export const searchLivestreams = (words: string, signal?: AbortSignal, cursor: string | null = null) =>
  request<LivestreamPage>(
    "GET",
    `/livestreams?q=${encodeURIComponent(words)}&limit=24${page(cursor)}`,
    undefined,
    signal,
  );

/** Those whose name has these words; the first of them, where there are many. */
export const searchArtists = async (words: string, signal?: AbortSignal) =>
  (await request<ArtistPage>("GET", `/artists?q=${encodeURIComponent(words)}&limit=12`, undefined, signal))
    .artists;

/** A page of everybody who performs here. */
export const readArtists = (signal?: AbortSignal, cursor: string | null = null) =>
  request<ArtistPage>("GET", `/artists?limit=24${page(cursor)}`, undefined, signal);

export const readArtist = (id: string, signal?: AbortSignal) =>
  request<Profile>("GET", artist(id), undefined, signal);

/** A page of an artist's shows: to come, soonest first, or to be watched again, last ended first. */
export const readArtistShows = (
  id: string,
  which: "upcoming" | "replays",
  signal?: AbortSignal,
  cursor: string | null = null,
) =>
  request<LivestreamPage>(
    "GET",
    `${artist(id)}/livestreams?${which}=true&limit=12${page(cursor)}`,
    undefined,
    signal,
  );

/** A page of what was cut out of an artist's shows, the last made first. */
export const readArtistClips = (id: string, signal?: AbortSignal, cursor: string | null = null) =>
  request<ClipPage>("GET", `${artist(id)}/clips?limit=8${page(cursor)}`, undefined, signal);
