/** Times in words. All pure; `now` is in milliseconds since the epoch. */

const DAY_MS = 86_400_000;

const time = new Intl.DateTimeFormat(undefined, { hour: "numeric", minute: "2-digit" });
const shortZone = new Intl.DateTimeFormat(undefined, { timeZoneName: "short" });
const longZone = new Intl.DateTimeFormat(undefined, { timeZoneName: "long" });
const clock = new Intl.DateTimeFormat(undefined, { hour: "numeric", minute: "2-digit", second: "2-digit" });
const day = new Intl.DateTimeFormat(undefined, { weekday: "long", day: "numeric", month: "long" });
const dayOfYear = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "long", year: "numeric" });

/** `Today, 20:00`, `Tomorrow, 20:00`, `Friday 4 December, 20:00`, with the year where it is another one. */
export function formatMoment(at: string, now: number): string {
  const date = new Date(at);
  return `${formatDay(date, now)}, ${time.format(date)}`;
}

/** The same within a sentence. */
export function formatWithin(at: string, now: number): string {
  return formatMoment(at, now).replace(/^(Today|Tomorrow|Yesterday)/, (day) => day.toLowerCase());
}

/** The same for what is yet to come, with the zone it is told in: whoever reads it may be travelling. */
export function formatStart(at: string, now: number): string {
  const date = new Date(at);
  return `${formatDay(date, now)}, ${time.format(date)} ${readZone(shortZone, date.getTime())}`;
}

/** The zone that all times on these pages are told in: `Central European Standard Time`. */
export function nameZone(now: number): string {
  return readZone(longZone, now);
}

function readZone(format: Intl.DateTimeFormat, at: number): string {
  return format.formatToParts(at).find(({ type }) => type === "timeZoneName")?.value ?? "";
}

export function formatTime(at: string): string {
  return time.format(new Date(at));
}

/** A moment of today to the second; ms since the epoch. */
export function formatClock(at: number): string {
  return clock.format(at);
}

export function formatDay(date: Date, now: number): string {
  const days = Math.round((startOfDay(date) - startOfDay(new Date(now))) / DAY_MS);
  if (days === 0) return "Today";
  if (days === 1) return "Tomorrow";
  if (days === -1) return "Yesterday";
  return date.getFullYear() === new Date(now).getFullYear() ? day.format(date) : dayOfYear.format(date);
}

/** A length in clock form: `4:07`, `1:02:09`. */
export function formatLength(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const tail = String(s).padStart(2, "0");
  return h > 0 ? `${h}:${String(m).padStart(2, "0")}:${tail}` : `${m}:${tail}`;
}

/** A length in words, its two largest units: `2 days 4 h`, `3 h 5 min`, `12 min`, `40 s`. */
export function describeLength(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const [d, h, m] = [
    Math.floor(seconds / 86_400),
    Math.floor(seconds / 3600) % 24,
    Math.floor(seconds / 60) % 60,
  ];
  if (d > 0) return `${d} ${d === 1 ? "day" : "days"}${h > 0 ? ` ${h} h` : ""}`;
  if (h > 0) return `${h} h${m > 0 ? ` ${m} min` : ""}`;
  return m > 0 ? `${m} min` : `${seconds} s`;
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
