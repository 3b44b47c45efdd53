/** Where in which replay this browser's viewer had been. Bounded; what is nearly begun or nearly over is not kept. */

const NAME = "replay-places";
const MOST = 50;
/** Seconds of what is barely begun, and of what is nearly over; of a short show a part of it. */
const BARELY = 10;
const LAST_PART = 0.05;

/** `[livestream, seconds]`, the newest first. */
type Places = readonly (readonly [string, number])[];

/** The places after a viewer has come to `position` of a replay that is `length` long. */
export function notePlace(places: Places, id: string, position: number, length: number): Places {
  const others = places.filter(([other]) => other !== id);
  const left = length - position;
  if (position < BARELY || left < Math.min(BARELY, length * LAST_PART)) return others;
  return [[id, Math.floor(position)] as const, ...others].slice(0, MOST);
}

/** What a browser kept under `NAME`; whatever else may stand there is nothing. */
export function parsePlaces(text: string | null): Places {
  try {
    const found: unknown = JSON.parse(text ?? "[]");
    return Array.isArray(found) ? found.filter(isPlace).slice(0, MOST) : [];
  } catch {
    return [];
  }
}

const isPlace = (one: unknown): one is readonly [string, number] =>
  Array.isArray(one) &&
  one.length === 2 &&
  typeof one[0] === "string" &&
  Number.isFinite(one[1]) &&
  one[1] > 0;

/** Seconds; 0: from the start. */
export const recallPlace = (id: string): number => read().find(([other]) => other === id)?.[1] ?? 0;

export function rememberPlace(id: string, position: number, length: number): void {
  try {
    localStorage.setItem(NAME, JSON.stringify(notePlace(read(), id, position, length)));
  } catch {
    // A browser that keeps nothing begins at the start.
  }
}

/** Whoever goes to live has done with where they were. */
export const forgetPlace = (id: string): void => rememberPlace(id, 0, 0);

function read(): Places {
  try {
    return parsePlaces(localStorage.getItem(NAME));
  } catch {
    return [];
  }
}
