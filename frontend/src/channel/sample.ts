import type { Livestream, LivestreamReplay } from "../api/types";

/** A livestream for tests. */
export function sampleLivestream(change: Partial<Livestream> = {}): Livestream {
  return {
    id: "one",
    title: "Late set",
    description: "",
    artist: { id: "a", display_name: "Ada", picture: null },
    cover: null,
    tags: [],
    series: "",
    time_zone: "",
    status: "scheduled",
    scheduled_start_at: null,
    started_at: null,
    ended_at: null,
    end_reason: null,
    viewer_count: 0,
    peak_viewer_count: 0,
    token_gate_amount: null,
    interrupted_until: null,
    hls_url: null,
    still_url: null,
    replay: null,
    fans_may_clip: true,
    fans_may_download: false,
    ...change,
  };
}

/** Ten minutes that were kept, for tests. */
export function sampleReplay(change: Partial<LivestreamReplay> = {}): LivestreamReplay {
  return {
    url: "/live/r1/index.m3u8",
    state: "ready",
    visibility: "public",
    keep: false,
    from: "2026-11-27T20:00:00Z",
    duration: 600,
    bytes: 300_000_000,
    expires_at: "2026-12-27T20:10:00Z",
    ...change,
  };
}
