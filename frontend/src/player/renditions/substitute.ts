import type { FragmentLoaderContext } from "hls.js";

/** What is fetched for one of the source's parts or segments. */
export interface Plan {
  /** The rendition it is of. */
  readonly name: string;
  readonly url: string;
  /** An init section that its bytes must follow; null: that of what was appended before still holds. */
  readonly init: Uint8Array | null;
  /** What of its group of pictures goes before it, for a decoder that begins there again; null: nothing. */
  readonly before: Promise<readonly Uint8Array[] | null> | null;
}

/** What one fetch has told: bytes and milliseconds. */
export interface Taken {
  loaded: number;
  /** What it is in all; 0: not known. */
  total: number;
  loading: { first: number; end: number };
}

/** Knows what to fetch in place of the source's files. One for each engine, for it knows what that has appended. */
export interface Substitute {
  /** For what an engine is about to load next. */
  plan(context: FragmentLoaderContext): Plan;
  /** It is on its way: what to fetch in place of it; null: it is waited for. Asked again and again. */
  leave(plan: Plan, context: FragmentLoaderContext, stats: Taken): Plan | null;
  /** It has come, and is about to be appended. */
  come(plan: Plan, context: FragmentLoaderContext, stats: Taken): void;
  /** It cannot be had: what to fetch for it instead; null: it was the source's own. */
  miss(plan: Plan, context: FragmentLoaderContext): Plan | null;
}
