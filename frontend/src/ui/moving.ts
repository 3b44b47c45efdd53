/**
 * What a list that moves by push does to the page: which things were where, what has the focus, and what stays where it
 * is while others come and go. A thing that may move has `data-moves`, its name on the page. Pure but for `Moves` itself,
 * which is in `Moving.tsx`.
 */

export interface Place {
  left: number;
  top: number;
  bottom: number;
}

/** Names in the order of the page, with their places in the window. */
export type Places = ReadonlyMap<string, Place>;

/**
 * What stays where it is: what has the focus, if it is seen, else the first that is seen and still there. Null: the page
 * stands at its top, where what is new is meant to be seen.
 */
export function chooseAnchor(
  before: Places,
  after: Places,
  window: { height: number; scrolled: number },
  focused: string | null,
): string | null {
  if (window.scrolled < 1) return null;
  const isSeen = (name: string) => {
    const place = before.get(name);
    return place !== undefined && place.bottom > 0 && place.top < window.height;
  };
  if (focused !== null && after.has(focused) && isSeen(focused)) return focused;
  for (const name of before.keys()) if (after.has(name) && isSeen(name)) return name;
  return null;
}

/** Who has the focus after what had it is gone: the next one after it that is still there, else the one before it. */
export function chooseHeir(
  before: readonly string[],
  after: ReadonlySet<string>,
  lost: string,
): string | null {
  const at = before.indexOf(lost);
  const following = before.slice(at).find((name) => after.has(name));
  return following ?? before.slice(0, Math.max(0, at)).findLast((name) => after.has(name)) ?? null;
}

/** How far each has moved, in pixels; `null` for what was not there before. What has stayed is left out. */
export function findMoves(before: Places, after: Places): Map<string, { x: number; y: number } | null> {
  const moves = new Map<string, { x: number; y: number } | null>();
  for (const [name, { left, top }] of after) {
    const old = before.get(name);
    if (old === undefined) moves.set(name, null);
    else if (Math.abs(old.left - left) + Math.abs(old.top - top) >= 1)
      moves.set(name, { x: old.left - left, y: old.top - top });
  }
  return moves;
}
