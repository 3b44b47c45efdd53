import type { LivestreamReplay, Recordings } from "../../api/types";
import { t } from "../../i18n/t";
import { describeSize } from "../../ui/size";
import { describeLength, formatMoment, formatWithin } from "../../ui/time";

const DAY_MS = 86_400_000;
/** Of the room; from there on it is said what goes next. */
const NEARLY = 0.9;

/** `30 days`, `1 day`, `12 hours`. */
export function formatDays(days: number): string {
  if (days >= 1) return t("replays.days", { count: Number(days.toFixed(1)) });
  return t("replays.hours", { count: Math.max(1, Math.round(days * 24)) });
}

/** For how long recordings are kept on this platform, in a sentence. */
export function describeTerm({ days }: Pick<Recordings, "days">): string {
  return days === 0 ? t("replays.termNone") : t("replays.term", { days: formatDays(days) });
}

/** How much room there is, and what follows where there is little. */
export function describeRoom({ bytes, quota }: Pick<Recordings, "bytes" | "quota">): {
  words: string;
  tone: "fine" | "nearly" | "full";
  next: string;
} {
  if (quota === null)
    return { words: t("replays.used", { size: describeSize(bytes) }), tone: "fine", next: "" };
  const words = t("replays.usedOf", { size: describeSize(bytes), quota: describeSize(quota) });
  if (bytes > quota)
    return {
      words,
      tone: "full",
      next: t("replays.full"),
    };
  const next = t("replays.nearly");
  return { words, tone: bytes > NEARLY * quota ? "nearly" : "fine", next };
}

/** What sets a recording apart from the others. */
export function findBadge(
  replay: LivestreamReplay,
  notice: number,
  now: number,
): { tone: "good" | "warn"; words: string } | null {
  if (replay.state === "recording") return { tone: "good", words: t("replays.recording") };
  if (replay.keep) return { tone: "good", words: t("replays.kept") };
  if (replay.expires_at === null) return null;
  const left = Date.parse(replay.expires_at) - now;
  if (left > Math.max(1, notice) * DAY_MS) return null;
  return {
    tone: "warn",
    words: left <= 0 ? t("replays.goesNow") : t("replays.goes", { length: describeLength(left) }),
  };
}

/** When it was, how long and large it is, and until when it is kept. */
export function describeOwn(replay: LivestreamReplay, now: number): string[] {
  const facts = [
    replay.from && formatMoment(replay.from, now),
    replay.duration !== null && describeLength(replay.duration * 1000),
    replay.bytes !== null && describeSize(replay.bytes),
    replay.state === "partial" && t("replays.missing"),
  ];
  const lines = [facts.filter(Boolean).join(", ")];
  if (replay.keep) lines.push(t("replays.keptForGood"));
  else if (replay.expires_at !== null)
    lines.push(t("replays.keptUntil", { when: formatWithin(replay.expires_at, now) }));
  return lines;
}
