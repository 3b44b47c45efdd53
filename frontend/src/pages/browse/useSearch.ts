import { useCallback, useEffect, useState } from "preact/compat";
import { searchArtists, searchLivestreams } from "../../api/artists";
import type { Livestream } from "../../api/types";
import type { Board } from "../../channel/board";
import { useSearchParams } from "../../ui/routing";
import { usePages } from "../../ui/usePages";

/** While somebody types, nothing is asked for. */
const DEBOUNCE_MS = 250;

/** What is looked for: as it is typed, and as it stands in the address a moment later. */
export function useWords(): { typed: string; words: string; type: (words: string) => void } {
  const [search, change] = useSearchParams();
  const words = search.get("q") ?? "";
  const [typed, setTyped] = useState(words);

  // Somebody went back, or pressed a tag.
  const [known, setKnown] = useState(words);
  if (known !== words) {
    setKnown(words);
    if (typed.trim() !== words) setTyped(words);
  }

  useEffect(() => {
    const wanted = typed.trim();
    if (wanted === words) return;
    const timer = setTimeout(() => {
      const next = new URLSearchParams(location.search);
      if (wanted === "") next.delete("q");
      else next.set("q", wanted);
      change(next);
    }, DEBOUNCE_MS);
    return () => clearTimeout(timer);
  }, [typed, words, change]);

  return { typed, words, type: setTyped };
}

/** What was found, as the channel knows it by now; null until there is an answer. It stands until that for other words is
 * there, so `words` are those that it was found by. */
export function useFound(words: string, board: Board) {
  const read = useCallback(
    async (signal?: AbortSignal, cursor: string | null = null) => {
      const [shows, artists] = await Promise.all([
        searchLivestreams(words, signal, cursor),
        cursor === null ? searchArtists(words, signal) : [],
      ]);
      return { ...shows, artists, words };
    },
    [words],
  );
  const { pages, ...rest } = usePages(read, words);
  const found = pages?.flatMap((page) => page.livestreams) ?? null;
  const [first] = pages ?? [];
  return {
    found: found && refresh(found, board),
    artists: first?.artists ?? [],
    words: first?.words ?? words,
    ...rest,
  };
}

/** What the channel has told since then is newer; what was deleted is gone. */
export function refresh(found: readonly Livestream[], board: Board): Livestream[] {
  return found.filter(({ id }) => !board.deleted.has(id)).map((one) => board.livestreams.get(one.id) ?? one);
}
