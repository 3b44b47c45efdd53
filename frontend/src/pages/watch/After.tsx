import { useCallback } from "preact/compat";
import { readArtistShows } from "../../api/calls";
import type { Livestream } from "../../api/types";
import { T } from "../../i18n/T";
import { useNow } from "../../ui/useNow";
import { useRead } from "../../ui/useRead";
import { ShowCard } from "../browse/ShowCard";

/** A row on a wide screen. */
const MOST = 6;

/** Where to go once a show is over: what is next by its artist, and what else there is to see. */
export function After({ livestream: { id, artist } }: { livestream: Livestream }) {
  const [next] = useShows(artist.id, "upcoming");
  const [replays] = useShows(artist.id, "replays");
  const others = (all: { livestreams: Livestream[] } | null) =>
    all?.livestreams.filter((other) => other.id !== id).slice(0, MOST) ?? [];
  const name = <bdi>{artist.display_name}</bdi>;
  return (
    <>
      {next !== null && (
        <section className="watch-next" aria-labelledby="next">
          <h2 id="next">
            <T id="after.next" artist={name} />
          </h2>
          {others(next).length > 0 ? (
            <Cards livestreams={others(next)} />
          ) : (
            <p>
              <T id="after.nextNone" artist={name} />
            </p>
          )}
        </section>
      )}
      {others(replays).length > 0 && (
        <section className="watch-next" aria-labelledby="replays">
          <h2 id="replays">
            <T id="after.otherReplays" artist={name} />
          </h2>
          <Cards livestreams={others(replays)} />
        </section>
      )}
    </>
  );
}

function useShows(artist: string, which: "upcoming" | "replays") {
  return useRead(
    useCallback((signal: AbortSignal) => readArtistShows(artist, which, signal), [artist, which]),
  );
}

function Cards({ livestreams }: { livestreams: readonly Livestream[] }) {
  const now = useNow();
  return (
    <ul className="shows small">
      {livestreams.map((livestream) => (
        <ShowCard key={livestream.id} livestream={livestream} now={now} />
      ))}
    </ul>
  );
}
