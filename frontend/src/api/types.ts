/** The shapes of the REST answers, as the server documents them at /openapi.json. Times are RFC 3339, UTC. */

export type Status = "scheduled" | "live" | "ended" | "archived" | "cancelled";

export interface Account {
  id: string;
  email: string;
  display_name: string;
  role: "artist" | "fan";
  token_balance?: number;
}

export interface Livestream {
  id: string;
  title: string;
  description: string | null;
  artist: { id: string; display_name: string };
  status: Status;
  scheduled_start_at: string | null;
  started_at: string | null;
  ended_at: string | null;
  /** Why it ended; absent from what an older server or page remembered. */
  end_reason?: "artist" | "encoder" | "lost" | null;
  viewer_count: number;
  peak_viewer_count: number;
  token_gate_amount: number | null;
  /** Set while a live livestream waits for its publisher to come back. */
  interrupted_until: string | null;
  hls_url: string | null;
  /** The rest is there in the artist's own answers only. */
  publishing?: boolean;
  ready?: boolean;
  auto_start?: boolean;
}

/** `GET /livestreams/:id/status`. */
export interface LivestreamStatus {
  id: string;
  status: Status;
  live: boolean;
  viewer_count: number;
  started_at: string | null;
  ended_at: string | null;
  /** Set while a live livestream waits for its publisher to come back. */
  interrupted_until: string | null;
  hls_url: string | null;
  epoch: string;
  seq: number;
}

export interface Credentials {
  rtmp_url: string;
  stream_key: string;
}

/** One thing that must be right before a show. */
export interface Check {
  name: string;
  /** Null while it is still being measured. */
  ok: boolean | null;
  /** What was found, and what to change in OBS. */
  words: string;
}

export interface Verdict {
  ready: boolean;
  checks: Check[];
}

/** `GET /rehearsal`. */
export interface Rehearsal extends Credentials {
  /** The private preview; it plays while a rehearsal goes on. */
  hls_url: string;
  active: boolean;
  /** Of the current rehearsal, else of the last one. */
  verdict: Verdict | null;
}

/** What an artist sends to create or change a livestream. */
export interface LivestreamDraft {
  title: string;
  description: string;
  scheduled_start_at: string | null;
  token_gate_amount: number | null;
  auto_start: boolean;
}
