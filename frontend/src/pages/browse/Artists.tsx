import { readArtists } from "../../api/artists";
import type { Artist } from "../../api/types";
import { t } from "../../i18n/t";
import { More } from "../../ui/More";
import { Portrait } from "../../ui/Portrait";
import { usePages } from "../../ui/usePages";

/** Everybody who performs here. Read again after a lost connection, as the rest of the page is. */
export function Artists({ version }: { version: number }) {
  const { pages, more, pending } = usePages(readArtists, version);
  const artists = pages?.flatMap((page) => page.artists) ?? [];
  if (artists.length === 0) return null;
  return (
    <section aria-labelledby="artists" className="lineup-part">
      <h2 id="artists">{t("browse.artists")}</h2>
      <ArtistList artists={artists} />
      <More more={more} pending={pending} />
    </section>
  );
}

export function ArtistList({ artists }: { artists: readonly Artist[] }) {
  return (
    <ul className="artists">
      {artists.map((artist) => (
        <li key={artist.id}>
          <a href={`/artists/${artist.id}`}>
            <Portrait artist={artist} />
            <bdi>{artist.display_name}</bdi>
          </a>
        </li>
      ))}
    </ul>
  );
}
