import {
  type ConflictEvent,
  EVENT_TYPES,
  type Frame,
  type RehearsalConflictEvent,
  TRANSITION_TYPES,
} from "../api/generatedEvents";

export type { Frame, Health } from "../api/generatedEvents";

/** What the channels send: one JSON object in each text frame. */

type OfType<Type extends string> = Extract<Frame, { type: Type }>;

export type Snapshot = OfType<"snapshot">;
export type TransitionType = (typeof TRANSITION_TYPES)[number];
export type Transition = OfType<TransitionType>;
export type Viewers = OfType<"livestream.viewers">;
export type Degraded = OfType<"platform.degraded">;

/** The artist's rehearsal, which is no livestream. */
export type RehearsalFrame = OfType<`rehearsal.${string}`>;

/** Somebody came with a key that was in use, and was refused. */
export type Conflict = Pick<ConflictEvent | RehearsalConflictEvent, "at" | "address" | "message">;

const TRANSITIONS: ReadonlySet<string> = new Set(TRANSITION_TYPES);
const KNOWN: ReadonlySet<string> = new Set(EVENT_TYPES);

export function isTransition(frame: Frame): frame is Transition {
  return TRANSITIONS.has(frame.type);
}

/** What a text frame says, if that is an object with a `type`. */
export function parseObject(text: string): { type: string } | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof value !== "object" || value === null || !("type" in value)) return null;
  return typeof value.type === "string" ? (value as { type: string }) : null;
}

/** Whether the board knows this kind of frame; a newer server may well send others. */
export function isKnown(frame: { type: string }): frame is Frame {
  return KNOWN.has(frame.type);
}

/** A frame this client knows; null for anything else. */
export function parseFrame(text: string): Frame | null {
  const frame = parseObject(text);
  return frame !== null && isKnown(frame) ? frame : null;
}
