/** Time until something begins, in the units it is counted down in. Pure. */

export type Unit = "days" | "hours" | "minutes" | "seconds";

/** Whole units, the largest that is left first; minutes and seconds are always there. */
export function countDown(ms: number): { unit: Unit; count: number }[] {
  const left = Math.max(0, Math.ceil(ms / 1000));
  const all: { unit: Unit; count: number }[] = [
    { unit: "days", count: Math.floor(left / 86_400) },
    { unit: "hours", count: Math.floor(left / 3600) % 24 },
    { unit: "minutes", count: Math.floor(left / 60) % 60 },
    { unit: "seconds", count: left % 60 },
  ];
  const first = all.findIndex(({ count }, place) => count > 0 || place === 2);
  return all.slice(first);
}
