import type { KeyUse } from "../../api/types";
import { describeLength, formatMoment, formatTime } from "../../ui/time";

/** `on`: it sends now. `refused`: it had the key and was turned away. */
export type UseState = "on" | "over" | "refused";

export interface UseWords {
  state: UseState;
  what: string;
  when: string;
}

const REFUSALS: Record<string, string> = {
  already_publishing: "Turned away: another encoder was sending",
  livestream_ended: "Turned away: the livestream had ended",
  livestream_cancelled: "Turned away: the livestream was cancelled",
};

const ENDS: Record<string, string> = {
  stopped: "Stopped in the encoder",
  ended: "Ended on this page",
  cancelled: "Ended: the livestream was cancelled",
  key_changed: "Sent away: the key was changed",
  taken_over: "Replaced by another encoder",
  not_playable: "Sent away: it could not be played",
};

/** Long enough for an encoder that was let in to send its first picture. */
const COMING_MS = 15_000;

/** One use of the stream key in an artist's words; `now` in milliseconds since the epoch. */
export function describeUse(use: KeyUse, now: number): UseWords {
  const { admitted_at, started_at, ended_at, refused, reason } = use;
  const began = formatMoment(admitted_at, now);
  const length = Date.parse(ended_at ?? "") - Date.parse(started_at ?? admitted_at);
  if (refused) {
    const tries = length >= 60_000 && ended_at ? `, tried until ${formatTime(ended_at)}` : "";
    return { state: "refused", what: REFUSALS[reason] ?? "Turned away", when: began + tries };
  }
  if (ended_at === null && started_at !== null) {
    return {
      state: "on",
      what: "Connected now",
      when: `${began}, for ${describeLength(now - Date.parse(started_at))}`,
    };
  }
  if (started_at === null) {
    const coming = ended_at === null && now - Date.parse(admitted_at) < COMING_MS;
    return {
      state: coming ? "on" : "over",
      what: coming ? "Connecting" : "Connected, but sent nothing",
      when: began,
    };
  }
  const what = ENDS[reason] ?? "Connection lost";
  return { state: "over", what, when: `${began}, for ${describeLength(length)}` };
}
