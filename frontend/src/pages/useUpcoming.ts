import { useState } from "preact/compat";
import { readUpcoming } from "../api/calls";
import type { Livestream, LivestreamPage } from "../api/types";
import type { Board } from "../channel/board";

/** The channel begins with so many of what is to come; more are read when somebody wants to see them. */
export const LOBBY_UPCOMING = 100;

/** What the channel told, and what was read besides: of a livestream that both know, the channel knows better. */
export function mergeUpcoming(board: Board, read: readonly Livestream[]): Livestream[] {
  const others = read.filter(({ id }) => !board.livestreams.has(id) && !board.deleted.has(id));
  return [...board.livestreams.values(), ...others];
}

/** Whether the channel may have left something out. */
export function isCut(board: Board): boolean {
  let scheduled = 0;
  for (const { status } of board.livestreams.values()) if (status === "scheduled") scheduled++;
  return scheduled >= LOBBY_UPCOMING;
}

/** The lineup beyond the channel's snapshot, page by page; `readMore` is null where there is no more. */
export function useUpcoming(board: Board) {
  const [pages, setPages] = useState<LivestreamPage[]>([]);
  const [reading, setReading] = useState(false);
  const last = pages.at(-1);

  async function readMore() {
    setReading(true);
    try {
      let next = await readUpcoming(last?.next_cursor ?? null);
      // The first page is what the channel has told already.
      if (last === undefined && next.next_cursor !== null) {
        const second = await readUpcoming(next.next_cursor);
        next = { ...second, livestreams: [...next.livestreams, ...second.livestreams] };
      }
      setPages((now) => [...now, next]);
    } catch {
      // The button stays, to be pressed again.
    } finally {
      setReading(false);
    }
  }

  const more = last === undefined ? isCut(board) : last.next_cursor !== null;
  return {
    livestreams: mergeUpcoming(
      board,
      pages.flatMap((page) => page.livestreams),
    ),
    readMore: more ? readMore : null,
    reading,
  };
}
