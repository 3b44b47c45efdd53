import { useCallback } from "preact/compat";
import { readClips } from "../api/calls";
import type { Problem } from "../api/problem";
import type { Clip } from "../api/types";
import type { Board } from "../channel/board";
import { usePages } from "../ui/usePages";
import { mergeClips } from "./news";

/** A show's clips: read once, and followed on the page's channel. `own`: for its artist. */
export function useClips(
  livestream: string,
  board: Pick<Board, "clips" | "version">,
  own: boolean,
): { clips: Clip[] | null; more: (() => void) | null; problem: Problem | null; again: () => void } {
  const read = useCallback(
    (signal?: AbortSignal, cursor: string | null = null) => readClips(livestream, signal, cursor),
    [livestream],
  );
  const { pages, more, problem, again } = usePages(read, board.version);
  const clips =
    pages === null
      ? null
      : mergeClips(
          (id) => id === livestream,
          pages.flatMap(({ clips }) => clips),
          board.clips,
          own,
          more === null,
        );
  return { clips, more, problem, again };
}
