import type { KeyUse } from "../../api/types";
import type { MessageKey } from "../../i18n/messages";
import { t } from "../../i18n/t";
import { describeLength, formatMoment, formatTime } from "../../ui/time";

/** `on`: it sends now. `refused`: it had the key and was turned away. */
export type UseState = "on" | "over" | "refused";

export interface UseWords {
  state: UseState;
  what: string;
  when: string;
}

const REFUSALS: Record<string, MessageKey> = {
  already_publishing: "control.useOther",
  livestream_ended: "control.useEnded",
  livestream_cancelled: "control.useCancelled",
};

const ENDS: Record<string, MessageKey> = {
  stopped: "control.endStopped",
  ended: "control.endHere",
  cancelled: "control.endCancelled",
  key_changed: "control.endKey",
  taken_over: "control.endReplaced",
  not_playable: "control.endUnplayable",
};

/** Long enough for an encoder that was let in to send its first picture. */
const COMING_MS = 15_000;

/** One use of the stream key in an artist's words; `now` in milliseconds since the epoch. */
export function describeUse(use: KeyUse, now: number): UseWords {
  const { admitted_at, started_at, ended_at, refused, reason } = use;
  const began = formatMoment(admitted_at, now);
  const length = Date.parse(ended_at ?? "") - Date.parse(started_at ?? admitted_at);
  if (refused) {
    const when =
      length >= 60_000 && ended_at
        ? t("control.triedUntil", { when: began, until: formatTime(ended_at) })
        : began;
    return { state: "refused", what: t(REFUSALS[reason] ?? "control.useRefused"), when };
  }
  if (ended_at === null && started_at !== null) {
    return {
      state: "on",
      what: t("control.usedNow"),
      when: t("control.usedFor", { when: began, length: describeLength(now - Date.parse(started_at)) }),
    };
  }
  if (started_at === null) {
    const coming = ended_at === null && now - Date.parse(admitted_at) < COMING_MS;
    return {
      state: coming ? "on" : "over",
      what: t(coming ? "control.useComing" : "control.useNothing"),
      when: began,
    };
  }
  const what = t(ENDS[reason] ?? "control.lost");
  return { state: "over", what, when: t("control.usedFor", { when: began, length: describeLength(length) }) };
}
