import type { Livestream, Recordings, Verdict } from "../../api/types";
import type { Health } from "../../channel/frames";
import type { RoomShape } from "../../chat/messages";
import { t } from "../../i18n/t";
import { formatStart } from "../../ui/time";
import { summarise } from "../rehearsal/verdict";
import { describePicture, describeSound } from "./figures";

/** What is looked at before a show begins, and what to do where something is missing. Pure. */

export const CHECKS = [
  "obs",
  "picture",
  "sound",
  "keyframes",
  "bitrate",
  "recording",
  "chat",
  "schedule",
  "cover",
  "rehearsal",
] as const;
export type CheckName = (typeof CHECKS)[number];

/** `wait`: it is known once OBS has sent for a few seconds. `do`: without it the show fails. `could`: it would be better. */
export type CheckState = "good" | "wait" | "do" | "could";

export interface Check {
  name: CheckName;
  state: CheckState;
  words: string;
  /** Where it is mended: a part of this page, or another one. */
  way: string | null;
}

export interface Facts {
  livestream: Pick<Livestream, "publishing" | "scheduled_start_at" | "cover">;
  health: Health | undefined;
  /** Null while it is not known. */
  room: Pick<RoomShape, "enabled" | "holders_only"> | null;
  /** Whether this show is recorded; undefined while it is not known. */
  record: boolean | undefined;
  /** Of all recordings; null while it is not known. */
  kept: Pick<Recordings, "bytes" | "quota"> | null;
  /** The last rehearsal's; null: there was none; undefined while it is not known. */
  rehearsal: Verdict | null | undefined;
  now: number;
}

/** Seconds from keyframe to keyframe that a fan who joins can be asked to wait for. As rehearsals have it. */
const LONGEST_GOP_S = 4;
/** Lines of the picture, and what is little for it; kbit/s. As rehearsals have it. */
const LEAST_KBPS = [
  [1000, 1500],
  [700, 800],
  [0, 200],
] as const;
const MOST_KBPS = 12_000;
/** The bitrate's deviation, as a part of it. */
const SPREAD = 0.5;

type Found = Omit<Check, "name">;

const good = (words: string): Found => ({ state: "good", words, way: null });
const wait = (words: string): Found => ({ state: "wait", words, way: null });

export function listChecks(facts: Facts): Check[] {
  return CHECKS.map((name) => ({ name, ...JUDGES[name](facts) }));
}

/** How many are as they should be, and how many keep the show from beginning. */
export function countChecks(checks: readonly Check[]): Readonly<Record<CheckState, number>> {
  const counts = { good: 0, wait: 0, do: 0, could: 0 };
  for (const { state } of checks) counts[state] += 1;
  return counts;
}

const JUDGES: Readonly<Record<CheckName, (facts: Facts) => Found>> = {
  obs: ({ livestream }) =>
    livestream.publishing
      ? good(t("preflight.obsGood"))
      : { state: "do", words: t("preflight.obsDo"), way: "#connection" },
  picture: (facts) => {
    const { livestream, health } = facts;
    if (!livestream.publishing || health === undefined) return wait(waitWords(facts));
    if (!health.video_codec) return { state: "do", words: t("preflight.pictureDo"), way: null };
    return good(describePicture(health));
  },
  sound: (facts) => {
    const { livestream, health } = facts;
    if (!livestream.publishing || health?.audio == null) return wait(waitWords(facts));
    if (!health.audio) return { state: "do", words: t("preflight.soundDo"), way: null };
    return good(describeSound(health));
  },
  keyframes: (facts) => {
    const { livestream, health } = facts;
    if (livestream.publishing && health?.recovery_points)
      return { state: "do", words: t("preflight.keyframesPartial"), way: null };
    const seconds = health?.keyframe_interval;
    if (!livestream.publishing || seconds == null) return wait(waitWords(facts));
    const every = Math.round(seconds * 10) / 10;
    if (seconds > LONGEST_GOP_S)
      return { state: "do", words: t("preflight.keyframesDo", { seconds: every }), way: null };
    return good(t("preflight.keyframesGood", { seconds: every }));
  },
  bitrate: (facts) => {
    const { livestream, health } = facts;
    if (!livestream.publishing || health?.bitrate_kbps == null) return wait(waitWords(facts));
    const rate = Math.round(health.bitrate_kbps);
    const least = LEAST_KBPS.find(([lines]) => (health.height ?? 0) >= lines)?.[1] ?? 0;
    if (rate < least) return { state: "could", words: t("preflight.bitrateLittle", { rate }), way: null };
    if (rate > MOST_KBPS) return { state: "could", words: t("preflight.bitrateMuch", { rate }), way: null };
    if ((health.bitrate_deviation_kbps ?? 0) > SPREAD * rate)
      return { state: "could", words: t("preflight.bitrateSwings", { rate }), way: null };
    return good(t("preflight.bitrateGood", { rate }));
  },
  recording: ({ record, kept }) => {
    if (record === undefined) return wait(t("preflight.looking"));
    if (!record) return { state: "could", words: t("preflight.recordingOff"), way: "#recording" };
    if (kept !== null && kept.quota !== null && kept.bytes >= kept.quota)
      return { state: "could", words: t("preflight.recordingFull"), way: "/artist/replays" };
    return good(t("preflight.recordingGood"));
  },
  chat: ({ room }) => {
    if (room === null) return wait(t("preflight.looking"));
    if (!room.enabled) return { state: "could", words: t("preflight.chatOff"), way: "#chat" };
    return good(t(room.holders_only ? "preflight.chatHolders" : "preflight.chatGood"));
  },
  schedule: ({ livestream: { scheduled_start_at }, now }) =>
    scheduled_start_at === null
      ? { state: "could", words: t("preflight.scheduleCould"), way: "#details" }
      : good(formatStart(scheduled_start_at, now)),
  cover: ({ livestream }) =>
    livestream.cover
      ? good(t("preflight.coverGood"))
      : { state: "could", words: t("preflight.coverCould"), way: "#details" },
  rehearsal: ({ rehearsal }) => {
    if (rehearsal === undefined) return wait(t("preflight.looking"));
    if (rehearsal?.ready) return good(t("preflight.rehearsalGood"));
    const words =
      rehearsal === null
        ? t("preflight.rehearsalNone")
        : summarise({ active: false, verdict: rehearsal }).words;
    return { state: "could", words, way: "/artist/rehearsal" };
  },
};

/** What OBS sends is measured for some seconds first. */
function waitWords({ livestream }: Facts): string {
  return t(livestream.publishing ? "preflight.measuring" : "preflight.afterObs");
}
