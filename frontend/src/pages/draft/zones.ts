/** Times as a clock on the wall says them, in any zone of the IANA database, to moments and back. Pure. */

/** As `<input type="datetime-local">` has it: `2026-10-25T02:30`. */
export type Wall = string;

/** `none`: clocks are put forward over it; `instead` is what they show then. `twice`: they are put back over it. */
export type Found =
  | { kind: "one"; at: number }
  | { kind: "none"; instead: Wall }
  | { kind: "twice"; first: number; second: number };

const DAY_MS = 86_400_000;
/** The platform takes none after it; a field for dates takes years of six digits, up to where `Date` itself ends. */
const LATEST_YEAR = 9998;
const WALL = /^(\d{4,6})-(\d{2})-(\d{2})T(\d{2}):(\d{2})/;

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  const known =
    formats.get(zone) ??
    new Intl.DateTimeFormat("en-US", {
      timeZone: zone,
      hourCycle: "h23",
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
      second: "2-digit",
    });
  formats.set(zone, known);
  return known;
}

/** How far clocks of the zone are ahead of UTC; ms. */
function offsetAt(at: number, zone: string): number {
  const parts = Object.fromEntries(
    formatOf(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(at / 1000) * 1000;
}

/** As if the wall's clock were one of UTC; null: that is no time. */
function readWall(wall: Wall): number | null {
  const [, year, month, day, hour, minute] = WALL.exec(wall)?.map(Number) ?? [];
  if (year === undefined || minute === undefined || year > LATEST_YEAR) return null;
  return Date.UTC(year, (month ?? 1) - 1, day, hour, minute);
}

const writeUtc = (at: number): Wall => new Date(at).toISOString().slice(0, 16);

/** When clocks in the zone show this; null: that is no time at all. */
export function findMoment(wall: Wall, zone: string): Found | null {
  const shown = readWall(wall);
  if (shown === null) return null;
  // A zone changes once within two days at most.
  const offsets = [...new Set([offsetAt(shown - DAY_MS, zone), offsetAt(shown + DAY_MS, zone)])];
  const moments = offsets.map((offset) => shown - offset).filter((at) => shown - at === offsetAt(at, zone));
  const [first, second] = moments.sort((a, b) => a - b);
  if (first === undefined) return { kind: "none", instead: writeWall(shown - Math.min(...offsets), zone) };
  return second === undefined ? { kind: "one", at: first } : { kind: "twice", first, second };
}

/** What clocks in the zone show at a moment; ms since the epoch. */
export function writeWall(at: number, zone: string): Wall {
  return writeUtc(at + offsetAt(at, zone));
}

/** The same time of day, some days later, whatever clocks do meanwhile. */
export function addDays(wall: Wall, days: number): Wall {
  const shown = readWall(wall);
  return shown === null ? wall : writeUtc(shown + days * DAY_MS);
}

/** The same time of day and day of the week as `wall`, the next one that is still to come. */
export function nextWeek(wall: Wall, zone: string, now: number): Wall {
  const shown = readWall(wall);
  if (shown === null) return wall;
  const here = now + offsetAt(now, zone);
  const weeks = Math.max(1, Math.floor((here - shown) / (7 * DAY_MS)) + 1);
  return addDays(wall, 7 * weeks);
}

/** The zone of this device. */
export const ownZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";

/** All zones there are, by region, `more` among them. */
export function listZones(...more: readonly string[]): [region: string, zones: string[]][] {
  const all = new Set([...Intl.supportedValuesOf("timeZone"), ...more.filter((zone) => zone !== ""), "UTC"]);
  const regions = new Map<string, string[]>();
  for (const zone of [...all].sort()) {
    const region = zone.includes("/") ? (zone.split("/")[0] ?? "") : "";
    regions.set(region, [...(regions.get(region) ?? []), zone]);
  }
  return [...regions].sort(([one], [other]) => Number(one === "") - Number(other === ""));
}

/** `Argentina, Buenos Aires`. */
export const nameZone = (zone: string): string =>
  zone
    .replace(/^[^/]*\//, "")
    .replaceAll("_", " ")
    .replaceAll("/", ", ");
