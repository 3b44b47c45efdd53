import type { Check, Verdict } from "../../api/types";
import type { RehearsalNews } from "../../channel/rehearsal";
import { locale, say, t } from "../../i18n/t";

const CHECKS = ["picture", "sound", "keyframes", "frame_rate", "bitrate", "clock", "server"] as const;

export const labelOf = (name: string): string => say(`rehearsal.${name}`) ?? name;

/** All checks of the verdict; before the first one, the same rows without words, so that nothing jumps. */
export function listChecks(verdict: Verdict | null): Check[] {
  return verdict?.checks ?? CHECKS.map((name) => ({ name, ok: null, words: "" }));
}

export interface Summary {
  state: "none" | "measuring" | "ready" | "change";
  /** Changes only when something to do changes, so that it can be read aloud. */
  words: string;
}

/** The verdict in a sentence. */
export function summarise({ active, verdict }: Pick<RehearsalNews, "active" | "verdict">): Summary {
  const wrong = (verdict?.checks ?? [])
    .filter(({ ok }) => ok === false)
    .map(({ name }) => labelOf(name))
    .map((label) => (locale() === "en" ? label.toLowerCase() : label));
  if (verdict?.ready) {
    return {
      state: "ready",
      words: t(active ? "rehearsal.ready" : "rehearsal.wasReady"),
    };
  }
  if (wrong.length > 0) {
    const what = { count: wrong.length, what: wrong.join(", ") };
    const words = t(active ? "rehearsal.change" : "rehearsal.leftChange", what);
    return { state: "change", words };
  }
  if (active) return { state: "measuring", words: t("rehearsal.measuring") };
  if (verdict !== null) {
    return { state: "none", words: t("rehearsal.short") };
  }
  return { state: "none", words: t("rehearsal.none") };
}
