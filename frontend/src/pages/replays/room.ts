import type { LivestreamReplay, Recordings } from "../../api/types";
import { describeSize } from "../../ui/size";
import { describeLength, formatMoment, formatWithin } from "../../ui/time";

const DAY_MS = 86_400_000;
/** Of the room; from there on it is said what goes next. */
const NEARLY = 0.9;

/** `30 days`, `1 day`, `12 hours`. */
export function formatDays(days: number): string {
  if (days >= 1) return `${Number(days.toFixed(1))} ${days === 1 ? "day" : "days"}`;
  return `${Math.max(1, Math.round(days * 24))} hours`;
}

/** For how long recordings are kept on this platform, in a sentence. */
export function describeTerm({ days }: Pick<Recordings, "days">): string {
  return days === 0
    ? "It is kept until you delete it."
    : `It is kept for ${formatDays(days)} after the show, or for good if you say so.`;
}

/** How much room there is, and what follows where there is little. */
export function describeRoom({ bytes, quota }: Pick<Recordings, "bytes" | "quota">): {
  words: string;
  tone: "fine" | "nearly" | "full";
  next: string;
} {
  if (quota === null) return { words: `${describeSize(bytes)} used`, tone: "fine", next: "" };
  const words = `${describeSize(bytes)} of ${describeSize(quota)} used`;
  if (bytes > quota)
    return {
      words,
      tone: "full",
      next: "It is full. The oldest replays that you do not keep go for the next show; if you keep them all, it is not recorded.",
    };
  const next = "When it is full, the oldest replays go that you do not keep.";
  return { words, tone: bytes > NEARLY * quota ? "nearly" : "fine", next };
}

/** What sets a recording apart from the others. */
export function findBadge(
  replay: LivestreamReplay,
  notice: number,
  now: number,
): { tone: "good" | "warn"; words: string } | null {
  if (replay.state === "recording") return { tone: "good", words: "Being recorded" };
  if (replay.keep) return { tone: "good", words: "Kept" };
  if (replay.expires_at === null) return null;
  const left = Date.parse(replay.expires_at) - now;
  if (left > Math.max(1, notice) * DAY_MS) return null;
  return { tone: "warn", words: left <= 0 ? "Goes now" : `Goes in ${describeLength(left)}` };
}

/** When it was, how long and large it is, and until when it is kept. */
export function describeOwn(replay: LivestreamReplay, now: number): string[] {
  const facts = [
    replay.from && formatMoment(replay.from, now),
    replay.duration !== null && describeLength(replay.duration * 1000),
    replay.bytes !== null && describeSize(replay.bytes),
    replay.state === "partial" && "some of the show is missing",
  ];
  const lines = [facts.filter(Boolean).join(", ")];
  if (replay.keep) lines.push("Kept until you delete it");
  else if (replay.expires_at !== null) lines.push(`Kept until ${formatWithin(replay.expires_at, now)}`);
  return lines;
}
