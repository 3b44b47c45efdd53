import type { Check, Verdict } from "../../api/types";
import type { RehearsalNews } from "../../channel/rehearsal";

const LABELS: Record<string, string> = {
  picture: "Picture",
  sound: "Sound",
  keyframes: "Keyframes",
  frame_rate: "Frame rate",
  bitrate: "Bitrate",
  clock: "Clock",
  server: "Server",
};

export const labelOf = (name: string): string => LABELS[name] ?? name;

/** All checks of the verdict; before the first one, the same rows without words, so that nothing jumps. */
export function listChecks(verdict: Verdict | null): Check[] {
  return verdict?.checks ?? Object.keys(LABELS).map((name) => ({ name, ok: null, words: "" }));
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
    .map(({ name }) => labelOf(name).toLowerCase());
  if (verdict?.ready) {
    return {
      state: "ready",
      words: active ? "Ready. You can go live like this." : "Your last rehearsal was ready to go live.",
    };
  }
  if (wrong.length > 0) {
    const what = `${wrong.length === 1 ? "one thing" : `${wrong.length} things`} to change: ${wrong.join(", ")}.`;
    const words = active ? `Not ready, with ${what}` : `Your last rehearsal left ${what}`;
    return { state: "change", words };
  }
  if (active) return { state: "measuring", words: "Measuring. It takes about five seconds." };
  if (verdict !== null) {
    return { state: "none", words: "Your last rehearsal was too short to judge. Give it ten seconds." };
  }
  return { state: "none", words: "The checks begin when OBS connects with the rehearsal key." };
}
