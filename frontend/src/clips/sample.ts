import type { Clip } from "../api/types";

/** A clip for tests. */
export function sampleClip(change: Partial<Clip> = {}): Clip {
  return {
    id: "c0123456789abcdefghijklmno",
    livestream_id: "one",
    title: "The solo",
    from: 730,
    to: 760,
    duration: 30,
    url: "/live/c0123456789abcdefghijklmno/index.m3u8",
    page_url: "http://localhost:3000/clips/c0123456789abcdefghijklmno",
    still_url: null,
    creator: { id: "f", display_name: "Noor" },
    hidden: false,
    keep: false,
    state: "ready",
    created_at: "2026-11-27T20:12:50Z",
    ...change,
  };
}
