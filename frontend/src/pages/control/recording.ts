import type { LivestreamReplay } from "../../api/types";
import type { MessageKey } from "../../i18n/messages";
import { t } from "../../i18n/t";
import { describeSize } from "../../ui/size";
import { describeLength, formatWithin } from "../../ui/time";

/** Who may watch a recording, in words. */
export const WHO = {
  public: "control.whoPublic",
  holders: "control.whoHolders",
  private: "control.whoPrivate",
} as const satisfies Record<NonNullable<LivestreamReplay["visibility"]>, MessageKey>;

/** What leads to the file, and how large that is, its index left out. */
export function describeDownload({ state, bytes }: Pick<LivestreamReplay, "state" | "bytes">): string {
  if (state === "recording") return t("control.downloadNow");
  return bytes === null ? t("control.download") : t("control.downloadSize", { size: describeSize(bytes) });
}

/** What there is of a recording, and for how long. */
export function describeReplay(replay: LivestreamReplay | null, now: number): string {
  if (replay === null) return "";
  if (replay.state === "gone") return t("control.gone");
  const length = replay.duration === null ? "" : describeLength(replay.duration * 1000);
  const said =
    replay.state === "recording"
      ? t("control.beingRecorded")
      : replay.state === "partial"
        ? t(length ? "control.someOf" : "control.some", { length })
        : t(length ? "control.allOf" : "control.all", { length });
  if (replay.expires_at === null || replay.keep) return said;
  return `${said} ${t("control.keptUntil", { when: formatWithin(replay.expires_at, now) })}`;
}
