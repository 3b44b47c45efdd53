import { pickRegion } from "../i18n/locale";
import { locale, t } from "../i18n/t";

/** Times in words, as the reader's language and region write them. All pure; `now` is in milliseconds since the epoch. */

const DAY_MS = 86_400_000;

const SHAPES = {
  time: { hour: "numeric", minute: "2-digit" },
  clock: { hour: "numeric", minute: "2-digit", second: "2-digit" },
  shortZone: { timeZoneName: "short" },
  longZone: { timeZoneName: "long" },
  day: { weekday: "long", day: "numeric", month: "long" },
  shortDay: { weekday: "short", day: "numeric", month: "short" },
  dayOfYear: { day: "numeric", month: "long", year: "numeric" },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

/** Made once for each shape and language: to make one takes longer than to use it. */
const made = new Map<string, Intl.DateTimeFormat>();

function shaped(shape: keyof typeof SHAPES): Intl.DateTimeFormat {
  const key = `${locale()} ${shape}`;
  const known = made.get(key) ?? new Intl.DateTimeFormat(region(), SHAPES[shape]);
  made.set(key, known);
  return known;
}

/** For `Intl`: `en-GB` where the reader's browser says so. */
export function region(): string {
  return pickRegion(locale(), globalThis.navigator?.languages ?? []);
}

/** `Today, 20:00`, `Tomorrow, 20:00`, `Friday 4 December, 20:00`, with the year where it is another one. */
export function formatMoment(at: string, now: number): string {
  const date = new Date(at);
  return t("ui.dateAndTime", { day: formatDay(date, now), time: shaped("time").format(date) });
}

/** The same within a sentence. */
export function formatWithin(at: string, now: number): string {
  const date = new Date(at);
  return t("ui.dateAndTime", {
    day: nameNearDay(date, now) ?? formatDay(date, now),
    time: shaped("time").format(date),
  });
}

/** The same for what is yet to come, with the zone it is told in: whoever reads it may be travelling. */
export function formatStart(at: string, now: number): string {
  return `${formatMoment(at, now)} ${readZone("shortZone", Date.parse(at))}`;
}

/** The zone that all times on these pages are told in: `Central European Standard Time`. */
export function nameZone(now: number): string {
  return readZone("longZone", now);
}

function readZone(shape: "shortZone" | "longZone", at: number): string {
  return (
    shaped(shape)
      .formatToParts(at)
      .find(({ type }) => type === "timeZoneName")?.value ?? ""
  );
}

export function formatTime(at: string): string {
  return shaped("time").format(new Date(at));
}

/** A moment of today to the second; ms since the epoch. */
export function formatClock(at: number): string {
  return shaped("clock").format(at);
}

/** `Today`, `Tomorrow`, `Friday 4 December`. */
export function formatDay(date: Date, now: number): string {
  const near = nameNearDay(date, now);
  if (near !== null) return near.charAt(0).toLocaleUpperCase(locale()) + near.slice(1);
  return shaped(date.getFullYear() === new Date(now).getFullYear() ? "day" : "dayOfYear").format(date);
}

/** For a narrow place: `Fri 4 Dec`. */
export function formatShortDay(date: Date): string {
  return shaped("shortDay").format(date);
}

/** As a sentence has it, `tomorrow`; null for a day that has no name of its own. */
function nameNearDay(date: Date, now: number): string | null {
  const days = Math.round((startOfDay(date) - startOfDay(new Date(now))) / DAY_MS);
  return Math.abs(days) > 1
    ? null
    : new Intl.RelativeTimeFormat(locale(), { numeric: "auto" }).format(days, "day");
}

/** How far away something near is: `in 20 minutes`, `3 hours ago`. */
export function formatAway(ms: number): string {
  const minutes = Math.round(ms / 60_000);
  const format = new Intl.RelativeTimeFormat(locale());
  if (Math.abs(minutes) < 60) return format.format(minutes, "minute");
  const hours = Math.round(minutes / 60);
  return Math.abs(hours) < 24 ? format.format(hours, "hour") : format.format(Math.round(ms / DAY_MS), "day");
}

/** A length that ticks, a place in a show, or a mark on a picture, in clock form: `4:07`, `1:02:09`. */
export function formatLength(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const tail = String(s).padStart(2, "0");
  return h > 0 ? `${h}:${String(m).padStart(2, "0")}:${tail}` : `${m}:${tail}`;
}

/** Every other length, in words, its two largest units: `2 days 4 h`, `3 h 5 min`, `12 min`, `40 s`. */
export function describeLength(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const [d, h, m] = [
    Math.floor(seconds / 86_400),
    Math.floor(seconds / 3600) % 24,
    Math.floor(seconds / 60) % 60,
  ];
  if (d > 0) return joinUnits(t("ui.days", { count: d }), h > 0 && t("ui.hours", { count: h }));
  if (h > 0) return joinUnits(t("ui.hours", { count: h }), m > 0 && t("ui.minutes", { count: m }));
  return m > 0 ? t("ui.minutes", { count: m }) : t("ui.seconds", { count: seconds });
}

function joinUnits(large: string, small: string | false): string {
  return small === false ? large : t("ui.twoUnits", { large, small });
}

/** RFC 3339 -> what an `<input type="datetime-local">` holds, in this clock's zone. */
export function toLocalInput(at: string): string {
  const date = new Date(at);
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

/** The reverse; null for an empty field. */
export function fromLocalInput(value: string): string | null {
  return value === "" ? null : new Date(value).toISOString();
}

function startOfDay(date: Date): number {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
}
