import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef } from "preact/compat";
import type { Reader, Reading } from "./reader";

/** So near to an end of the list, more is shown; pixels. */
const NEAR_PX = 160;
/** Further from its end than this, somebody reads back. */
const AWAY_PX = 8;

/**
 * Keeps a list where its reader wants it: at its end while they follow, and else with the same words under their eyes,
 * whatever is added above or taken away.
 */
export function useScroll(list: RefObject<HTMLElement | null>, reading: Reading, reader: Reader): () => void {
  const { following } = reading;
  const last = useRef(0);
  /** The first row in sight, and how far below the list's upper edge it is. */
  const anchor = useRef<{ row: Element; top: number } | null>(null);

  const settle = useCallback(() => {
    const box = list.current;
    if (box === null) return;
    if (following) box.scrollTop = box.scrollHeight;
    else if (anchor.current?.row.isConnected) {
      box.scrollTop += topOf(anchor.current.row, box) - anchor.current.top;
    }
    last.current = box.scrollTop;
    anchor.current = following ? null : findAnchor(box);
  }, [list, following]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: whatever is shown moves what is below it
  useLayoutEffect(settle, [settle, reading]);

  // A box that grows or shrinks, with the screen or with what is typed below it, stays at its end.
  useEffect(() => {
    const box = list.current;
    if (box === null) return;
    const observer = new ResizeObserver(settle);
    observer.observe(box);
    return () => observer.disconnect();
  }, [list, settle]);

  return useCallback(() => {
    const box = list.current;
    if (box === null) return;
    const [up, below] = [box.scrollTop < last.current, box.scrollHeight - box.scrollTop - box.clientHeight];
    last.current = box.scrollTop;
    if (up && below > AWAY_PX) reader.hold();
    anchor.current = findAnchor(box);
    if (up && box.scrollTop < NEAR_PX) void reader.readEarlier();
    if (!up && below < NEAR_PX) void reader.readLater();
  }, [list, reader]);
}

const topOf = (row: Element, box: Element) =>
  row.getBoundingClientRect().top - box.getBoundingClientRect().top;

function findAnchor(box: HTMLElement): { row: Element; top: number } | null {
  const rows = box.querySelectorAll("[data-message]");
  let [low, high] = [0, rows.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    const row = rows[middle];
    if (row !== undefined && topOf(row, box) < 0) low = middle + 1;
    else high = middle;
  }
  const row = rows[low];
  return row === undefined ? null : { row, top: topOf(row, box) };
}
