import { t } from "../i18n/t";
import { formatLength } from "../ui/time";

/** Places in a show, to a tenth of a second: as figures, as words, and as they are typed. Pure; seconds. */

/** `0:07.5`, `12:40.0`, `1:02:09.3`. */
export function formatPlace(seconds: number): string {
  const tenths = Math.max(0, Math.round(seconds * 10));
  const [h, m, s] = [Math.floor(tenths / 36_000), Math.floor(tenths / 600) % 60, (tenths % 600) / 10];
  const tail = s.toFixed(1).padStart(4, "0");
  return h > 0 ? `${h}:${String(m).padStart(2, "0")}:${tail}` : `${m}:${tail}`;
}

/** The same as it is said: `12 minutes 40.5 seconds`. */
export function sayPlace(seconds: number): string {
  const tenths = Math.max(0, Math.round(seconds * 10));
  const [h, m, s] = [Math.floor(tenths / 36_000), Math.floor(tenths / 600) % 60, (tenths % 600) / 10];
  return [
    h > 0 && t("clips.hours", { count: h }),
    m > 0 && t("clips.minutes", { count: m }),
    (s > 0 || tenths < 600) && t("clips.seconds", { count: s }),
  ]
    .filter(Boolean)
    .join(" ");
}

/** `30 seconds`, `1 minute 5.5 seconds`, as a clip's length is said. */
export const sayLength = sayPlace;

/** `0:30`, as cards show it: of a clip that is 29.6 s long, too. A clip is never `0:00`, but a place in one (`least` 0). */
export const formatDuration = (seconds: number, least = 1): string =>
  formatLength(Math.max(least, Math.round(seconds)) * 1000);

/** What somebody has typed: `12:40.5`, `1:02:09`, `75`, with a comma as well; null: it is no time. */
export function parsePlace(text: string): number | null {
  const found = /^(?:(?:(\d{1,3}):)?(\d{1,2}):)?(\d{1,6}(?:[.,]\d{1,3})?)$/.exec(text.trim());
  if (found === null) return null;
  const [, h = "0", m, s = ""] = found;
  const seconds = Number(s.replace(",", "."));
  if (m !== undefined && (seconds >= 60 || (found[1] !== undefined && Number(m) >= 60))) return null;
  return Number(h) * 3600 + Number(m ?? 0) * 60 + seconds;
}
