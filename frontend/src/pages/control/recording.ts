import type { LivestreamReplay } from "../../api/types";
import { describeSize } from "../../ui/size";
import { describeLength, formatWithin } from "../../ui/time";

/** Who may watch a recording, in words. */
export const WHO: Readonly<Record<NonNullable<LivestreamReplay["visibility"]>, string>> = {
  public: "Whoever may watch the show",
  holders: "Holders of your tokens",
  private: "You alone",
};

/** What leads to the file, and how large that is, its index left out. */
export function describeDownload({ state, bytes }: Pick<LivestreamReplay, "state" | "bytes">): string {
  const size = bytes === null ? "" : ` (${describeSize(bytes)})`;
  return state === "recording" ? "Download what there is by now" : `Download${size}`;
}

/** What there is of a recording, and for how long. */
export function describeReplay(replay: LivestreamReplay | null, now: number): string {
  if (replay === null) return "";
  if (replay.state === "gone") return "It is deleted.";
  const length = replay.duration === null ? "" : `, ${describeLength(replay.duration * 1000)}`;
  const until =
    replay.expires_at === null || replay.keep
      ? ""
      : ` It is kept until ${formatWithin(replay.expires_at, now)}.`;
  if (replay.state === "recording") return `It is being recorded, and fans can start over.${until}`;
  if (replay.state === "partial") return `Some of the show is missing in it${length}.${until}`;
  return `All of the show is in it${length}.${until}`;
}
