import { locale, t } from "../i18n/t";

/** How the picture is, in figures; null where that is not known. */
export interface Quality {
  /** Seconds from the artist's encoder to this screen, or to where this viewer has gone back to. */
  behind: number | null;
  width: number;
  height: number;
  /** Bits per second. */
  rate: number | null;
  dropped: number;
  frames: number;
  /** Seconds that are there to be played. */
  ahead: number;
}

/** `1.2 s · 720p`: what a glance asks for. Pure. */
export function summarize({ behind, height }: Quality): string {
  const parts = [];
  if (behind !== null) parts.push(formatSeconds(behind));
  if (height > 0) parts.push(`${height}p`);
  return parts.join(" · ");
}

/** What each figure is and says, in their order. Pure. */
export function listQuality(quality: Quality): [name: string, words: string][] {
  const { behind, width, height, rate, dropped, frames, ahead } = quality;
  const none = t("stats.none");
  return [
    [t("stats.behind"), behind === null ? none : formatSeconds(behind)],
    [t("stats.picture"), width === 0 ? none : `${width} × ${height}`],
    [t("stats.rate"), rate === null ? none : t("player.mbps", { rate: format(rate / 1_000_000, 2) })],
    [t("stats.dropped"), t("stats.of", { count: dropped, total: frames })],
    [t("stats.buffer"), formatSeconds(ahead)],
  ];
}

const formatSeconds = (seconds: number) => t("player.secondsBehind", { seconds: format(seconds, 1) });

function format(value: number, digits: number): string {
  const exactly = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  return new Intl.NumberFormat(locale(), exactly).format(Math.max(0, value));
}
