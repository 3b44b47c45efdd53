import { useCallback } from "preact/compat";
import { readArtistClips } from "../../api/artists";
import type { Board } from "../../channel/board";
import { ClipCards } from "../../clips/ClipCards";
import { mergeClips } from "../../clips/news";
import { t } from "../../i18n/t";
import { More } from "../../ui/More";
import { usePages } from "../../ui/usePages";

/** What was cut out of an artist's shows, and what is being cut out now; nothing where nothing was. */
export function ArtistClips({ id, board }: { id: string; board: Board }) {
  const read = useCallback(
    (signal?: AbortSignal, cursor: string | null = null) => readArtistClips(id, signal, cursor),
    [id],
  );
  const { pages, more, pending } = usePages(read, board.version);
  if (pages === null) return null;
  const clips = mergeClips(
    (livestream) => board.livestreams.has(livestream),
    pages.flatMap(({ clips }) => clips),
    board.clips,
    false,
    more === null,
  );
  if (clips.length === 0) return null;
  return (
    <section aria-labelledby="clips" className="lineup-part">
      <h2 id="clips">{t("clips.clips")}</h2>
      <ClipCards clips={clips} />
      <More more={more} pending={pending} />
    </section>
  );
}
