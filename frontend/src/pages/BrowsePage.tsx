import { readReplays } from "../api/calls";
import { pollLobby } from "../channel/polls";
import { useChannel } from "../channel/useChannel";
import { t } from "../i18n/t";
import { LinkNote } from "../ui/LinkNote";
import { useMinute } from "../ui/useNow";
import { usePages } from "../ui/usePages";
import { usePageTitle } from "../ui/usePageTitle";
import { Lineup } from "./browse/Lineup";
import { Results } from "./browse/Results";
import { arrangeReplays } from "./browse/replays";
import { SearchBox } from "./browse/SearchBox";
import { useLikely } from "./browse/useLikely";
import { useWords } from "./browse/useSearch";
import { useUpcoming } from "./useUpcoming";

export function BrowsePage() {
  usePageTitle(t("browse.title"));
  const { board, link } = useChannel("/ws/livestreams", pollLobby);
  const { typed, words, type } = useWords();
  const upcoming = useUpcoming(board);
  const now = useMinute();
  // What was told while a connection was lost is read again.
  const over = usePages(readReplays, board.version);
  const replays = arrangeReplays(board, over.pages?.flatMap((page) => page.livestreams) ?? []);

  useLikely([...board.livestreams.values()].some(({ status }) => status === "live"));

  return (
    <div className="page browse">
      <header className="browse-head">
        <h1>{t("browse.heading")}</h1>
        <SearchBox typed={typed} type={type} />
      </header>
      {words === "" ? (
        <Lineup
          board={board}
          upcoming={upcoming}
          replays={replays}
          more={over.more}
          pending={over.pending}
          settled={board.version > 0 && (over.pages !== null || over.problem !== null)}
          now={now}
        />
      ) : (
        <Results words={words} board={board} now={now} />
      )}
      <LinkNote link={link} />
    </div>
  );
}
