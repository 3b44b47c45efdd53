import { useMemo } from "preact/compat";
import type { Livestream } from "../../api/types";
import type { Board } from "../../channel/board";
import type { Chapter } from "../../player/chapters/chapters";
import type { Kept } from "../../player/replay/kept";
import { useMarkers } from "../useMarkers";

const NONE: readonly Chapter[] = [];

/** A show's markers as chapters of what is kept of it, for whoever may have that; the same list while it says the same. */
export function useChapterMarks(
  { id, status, replay }: Pick<Livestream, "id" | "status" | "replay">,
  board: Board,
  kept: Kept | null,
): readonly Chapter[] {
  const there = replay !== null && replay.state !== "gone";
  const markers = useMarkers(id, board, there, status !== "live");
  const begins = kept?.begins ?? null;
  return useMemo(
    () =>
      begins === null
        ? NONE
        : markers.map(({ id, title, at }) => ({ id, title, at, date: begins + at * 1000 })),
    [markers, begins],
  );
}
