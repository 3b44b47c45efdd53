import { useCallback } from "preact/compat";
import { readArtist, readArtistShows } from "../../api/artists";
import type { Livestream } from "../../api/types";
import { useBells } from "../../bell/useBells";
import type { Board } from "../../channel/board";
import { pollLobby } from "../../channel/polls";
import { useChannel } from "../../channel/useChannel";
import { usePages } from "../../ui/usePages";
import { useRead } from "../../ui/useRead";
import { arrangeReplays } from "../browse/replays";
import { arrange } from "../lineup";
import { mergeUpcoming } from "../useUpcoming";

/** Of all that the lobby tells, what is this artist's. */
export function keepArtist(board: Board, id: string): Board {
  const own = [...board.livestreams].filter(([, { artist }]) => artist.id === id);
  return { ...board, livestreams: new Map(own) };
}

/** An artist, and the shows that are on, to come and kept; as of now. */
export function useArtist(id: string, now: number) {
  const { board: lobby, link } = useChannel("/ws/livestreams", pollLobby);
  const { bells } = useBells();
  const board = keepArtist(lobby, id);
  // The count of followers is read anew once one more is one, or one less.
  const [profile, problem, again] = useRead(
    useCallback((signal: AbortSignal) => readArtist(id, signal), [id]),
    `${id} ${lobby.version} ${bells?.follows.has(id)}`,
  );
  const next = useShows(id, "upcoming", lobby.version);
  const past = useShows(id, "replays", lobby.version);
  const known = profile?.live ? [profile.live, ...next.livestreams] : next.livestreams;
  const { live, upcoming } = arrange(mergeUpcoming(board, known), now);
  return {
    profile: profile?.id === id ? profile : null,
    problem,
    again,
    link,
    board,
    live,
    upcoming: upcoming.flatMap((day) => day.livestreams),
    next,
    replays: arrangeReplays(board, past.livestreams),
    past,
  };
}

function useShows(id: string, which: "upcoming" | "replays", version: number) {
  const read = useCallback(
    (signal?: AbortSignal, cursor: string | null = null) => readArtistShows(id, which, signal, cursor),
    [id, which],
  );
  const { pages, more, pending } = usePages(read, version);
  const livestreams: Livestream[] = pages?.flatMap((page) => page.livestreams) ?? [];
  return { livestreams, known: pages !== null, more, pending };
}
