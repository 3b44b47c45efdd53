import type { Board } from "../../channel/board";
import { t } from "../../i18n/t";
import { More } from "../../ui/More";
import { ProblemNote } from "../../ui/ProblemNote";
import { ArtistList } from "./Artists";
import { ShowCard } from "./ShowCard";
import { Skeleton } from "./Skeleton";
import { useFound } from "./useSearch";

/** What was found. How much, is said once somebody has stopped typing. */
export function Results(props: { words: string; board: Board; now: number }) {
  const { board, now } = props;
  const { found, artists, words, more, pending, problem, again } = useFound(props.words, board);
  const count = (found?.length ?? 0) + artists.length;
  const said =
    found === null ? "" : count === 0 ? t("browse.foundNothing", { words }) : tell(count, words, more);
  return (
    <section aria-labelledby="found" className="lineup-part">
      <h2 id="found">{said}</h2>
      <p className="visually-hidden" role="status">
        {said}
      </p>
      {problem && <ProblemNote problem={problem} onRetry={again} />}
      {found === null && problem === null && <Skeleton what={t("browse.loading")} />}
      {found !== null && count === 0 && (
        <div className="quiet">
          <p>{t("browse.searchElse")}</p>
          <p>
            <a href="/livestreams">{t("browse.all")}</a>
          </p>
        </div>
      )}
      {artists.length > 0 && <ArtistList artists={artists} />}
      <ul className="shows">
        {found?.map((livestream) => (
          <ShowCard key={livestream.id} livestream={livestream} now={now} />
        ))}
      </ul>
      <More more={more} pending={pending} />
    </section>
  );
}

function tell(count: number, words: string, more: (() => void) | null): string {
  return t(more === null ? "browse.found" : "browse.foundMany", { count, words });
}
