import type { Livestream } from "../api/types";

/** A livestream for tests. */
export function sampleLivestream(change: Partial<Livestream> = {}): Livestream {
  return {
    id: "one",
    title: "Late set",
    description: "",
    artist: { id: "a", display_name: "Ada" },
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
    replay: null,
    ...change,
  };
}
