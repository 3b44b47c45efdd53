import type { Livestream, Verdict } from "../api/types";

/** What the channels send: one JSON object in each text frame. */

export interface Snapshot {
  type: "snapshot";
  epoch: string;
  seq: number;
  at: string;
  livestream?: Livestream;
  livestreams?: Livestream[];
  /** False where a resume was asked for and the history was gone. */
  resumed?: boolean;
}

export type TransitionType =
  | "livestream.scheduled"
  | "livestream.live"
  | "livestream.updated"
  | "livestream.interrupted"
  | "livestream.resumed"
  | "livestream.ended"
  | "livestream.cancelled"
  | "livestream.archived"
  | "livestream.deleted";

export interface Transition {
  type: TransitionType;
  epoch: string;
  seq: number;
  at: string;
  livestream: Livestream;
}

export interface Viewers {
  type: "livestream.viewers";
  livestream_id: string;
  viewer_count: number;
  at: string;
}

/** Figures of a publisher, once a second, for its artist. Null where the publisher does not tell. */
export interface Health {
  bitrate_kbps?: number | null;
  bitrate_deviation_kbps?: number | null;
  fps?: number | null;
  /** Seconds. */
  keyframe_interval?: number | null;
  /** Pictures called keyframes that players cannot begin with, so far. */
  recovery_points?: number | null;
  video_codec?: string | null;
  /** As in RFC 6381. */
  video_profile?: string | null;
  audio_codec?: string | null;
  width?: number | null;
  height?: number | null;
  sample_rate?: number | null;
  channels?: number | null;
  audio?: boolean | null;
  /** In rehearsal only. */
  picture_black?: boolean | null;
  /** In rehearsal only: the loudest sample of some seconds, in dBFS. */
  sound_peak_db?: number | null;
  /** The show's clock against the wall's; negative: late. */
  drift_ms?: number | null;
  queued_bytes?: number | null;
  /** What to change, the worst first. */
  advice?: string[];
}

export type Notice =
  | { type: "ingest.connected" | "ingest.disconnected"; livestream_id: string; at: string }
  | { type: "ingest.health"; livestream_id: string; at: string; health: Health }
  | ({ type: "ingest.conflict"; livestream_id: string } & Conflict);

/** Somebody came with a key that was in use, and was refused. */
export interface Conflict {
  at: string;
  /** Where from; not every server says it. */
  address?: string | null;
  message: string;
}

/** The platform works less well than it should, or is well again. */
export type PlatformNotice =
  | { type: "platform.degraded"; at: string; message: string }
  | { type: "platform.restored"; at: string };

/** The artist's rehearsal, which is no livestream. */
export type RehearsalFrame =
  | { type: "rehearsal.started"; at: string }
  | { type: "rehearsal.health"; at: string; health: Health; verdict: Verdict }
  | { type: "rehearsal.ended"; at: string; verdict: Verdict }
  | ({ type: "rehearsal.conflict" } & Conflict);

export type Frame =
  | Snapshot
  | Transition
  | Viewers
  | Notice
  | RehearsalFrame
  | PlatformNotice
  | { type: "ping" }
  | { type: "goodbye"; reconnect_in_ms: number };

const TRANSITIONS: ReadonlySet<string> = new Set<TransitionType>([
  "livestream.scheduled",
  "livestream.live",
  "livestream.updated",
  "livestream.interrupted",
  "livestream.resumed",
  "livestream.ended",
  "livestream.cancelled",
  "livestream.archived",
  "livestream.deleted",
]);

export function isTransition(frame: Frame): frame is Transition {
  return TRANSITIONS.has(frame.type);
}

const OTHERS: ReadonlySet<string> = new Set([
  "snapshot",
  "livestream.viewers",
  "ingest.connected",
  "ingest.disconnected",
  "ingest.health",
  "ingest.conflict",
  "rehearsal.started",
  "rehearsal.health",
  "rehearsal.ended",
  "rehearsal.conflict",
  "platform.degraded",
  "platform.restored",
  "ping",
  "goodbye",
]);

/** A frame this client knows; null for anything else, which a newer server may well send. */
export function parseFrame(text: string): Frame | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof value !== "object" || value === null || !("type" in value)) return null;
  const { type } = value;
  return typeof type === "string" && (TRANSITIONS.has(type) || OTHERS.has(type)) ? (value as Frame) : null;
}
