import { lazy, type ReactNode, Suspense, useCallback, useRef, useState } from "preact/compat";
import type { Problem } from "../../api/problem";
import type { Livestream } from "../../api/types";
import type { Board } from "../../channel/board";
import type { Channel } from "../../channel/channel";
import { findHours } from "../../chat/hours";
import { readPlaceIn } from "../../clips/address";
import { loadMessages, t } from "../../i18n/t";
import type { ChapterActions } from "../../player/chapters/useChapters";
import { Player, type StageHandle } from "../../player/Player";
import { StageButton } from "../../player/StageButton";
import { announce } from "../../player/stage";
import { useKeys } from "../../player/useKeys";
import { useReports } from "../../player/useReports";
import { Icon } from "../../ui/Icon";
import { ProblemNote } from "../../ui/ProblemNote";
import { useSearchParams } from "../../ui/routing";
import { endTask } from "../../ui/tasks";
import { useMinute } from "../../ui/useNow";
import { Before } from "./before/Before";
import { Ground } from "./Ground";
import { Over } from "./Over";
import { type Asked, Sheets } from "./Sheets";
import { StageWords } from "./StageWords";
import { useChapterMarks } from "./useChapterMarks";
import { useKept } from "./useKept";
import { WatchHead } from "./WatchHead";
import { WatchWords } from "./WatchWords";

/** The picture comes first; what is around it is asked for in tasks of its own. */
const After = lazy(async () => {
  const [{ After }] = await Promise.all([import("./After"), loadMessages("front")]);
  return { default: After };
});
const ShowClips = lazy(async () => {
  await endTask();
  return { default: (await import("../../clips/ShowClips")).ShowClips };
});
const ChatDock = lazy(async () => {
  await endTask();
  return { default: (await import("../../chat/ChatDock")).ChatDock };
});

/** A show that whoever is here may see: the stage, the chat beside it, and below it what there is to know and to do. */
export function Watch(props: {
  livestream: Livestream;
  board: Board;
  forHolders: boolean;
  problem: Problem | null;
  channel: Channel;
  linked: boolean;
  /** The chat is shown. */
  chat: boolean;
  onChat: (shown: boolean) => void;
  theatre: boolean;
  onTheatre: (on: boolean) => void;
}) {
  const { livestream, board, forHolders, problem, channel, linked, chat, onChat, theatre, onTheatre } = props;
  const { artist } = livestream;
  const kept = useKept(livestream);
  const chapters = useChapterMarks(livestream, board, kept);
  const player = useRef<ChapterActions>(null);
  const [chapter, setChapter] = useState<string | null>(null);
  const stage = useRef<StageHandle>(null);
  const readDate = useCallback(() => (stage.current === null ? null : stage.current.readSeen()), []);
  const [search] = useSearchParams();
  const [asked, ask] = useState<Asked | null>(null);
  const { note, reports } = useReports(livestream, stage);
  const toggleTheatre = () => onTheatre(!theatre);
  useKeys(true, { t: toggleTheatre, "?": () => ask({ sheet: "keys" }) });
  const share = () => {
    const date = readDate();
    const begins = kept?.begins ?? null;
    ask({
      sheet: "share",
      place: date == null || begins === null ? null : Math.max(0, (date - begins) / 1000),
    });
  };
  return (
    <>
      <Player
        livestream={livestream}
        kept={kept}
        chapters={chapters}
        onChapter={setChapter}
        actions={player}
        at={readPlaceIn(search, "at")}
        handle={stage}
        heard={{ title: livestream.title, artist: artist.display_name, still: livestream.still_url }}
        screen="watch"
        onView={note}
        behind={<Ground livestream={livestream} />}
        more={
          <>
            <StageButton
              icon="keys"
              label={t("player.help")}
              keys="?"
              onPress={() => ask({ sheet: "keys" })}
              className="fine-only"
            />
            <StageButton
              icon="chat"
              label={t("watch.chat")}
              pressed={chat}
              onPress={() => onChat(!chat)}
              className="chat-toggle"
            />
            <StageButton
              icon="wide"
              label={t("player.theatre")}
              keys="t"
              pressed={theatre}
              onPress={toggleTheatre}
              className="wide-only"
            />
          </>
        }
        overlay={(stage, offer) => (
          <StageWords
            stage={stage}
            livestream={livestream}
            before={<Before livestream={livestream} />}
            over={<Over stage={stage} livestream={livestream} forHolders={forHolders} offer={offer} />}
          />
        )}
        announce={(stage, source) => announce(stage, artist.display_name, source)}
      />
      <WatchHead livestream={livestream} />
      <Dock livestream={livestream}>
        {chat ? (
          <Suspense fallback={null}>
            <ChatDock
              livestream={livestream}
              channel={channel}
              linked={linked}
              readDate={readDate}
              theatre={theatre}
              onTheatre={onTheatre}
              onHide={() => onChat(false)}
            />
          </Suspense>
        ) : (
          <button type="button" className="button small chat-show" onClick={() => onChat(true)}>
            <Icon name="chat" /> {t("watch.chat")}
          </button>
        )}
      </Dock>
      {problem !== null && <ProblemNote problem={problem} />}
      <WatchWords
        livestream={livestream}
        kept={kept}
        channel={channel}
        readDate={readDate}
        stage={stage}
        chapters={chapters}
        chapter={chapter}
        onChapter={(chapter) => player.current?.goTo(chapter)}
        onShare={share}
        onCalendar={() => ask({ sheet: "calendar" })}
      />
      <Suspense fallback={null}>
        <ShowClips livestream={livestream} board={board} />
      </Suspense>
      {livestream.status !== "live" && livestream.status !== "scheduled" && (
        <Suspense fallback={null}>
          <After key={livestream.id} livestream={livestream} />
        </Suspense>
      )}
      {reports}
      <Sheets asked={asked} livestream={livestream} onClose={() => ask(null)} />
    </>
  );
}

/** Where the chat is. It takes little room before anything can be said, so that what there is to do stands below the picture. */
function Dock({ livestream, children }: { livestream: Livestream; children: ReactNode }) {
  return (
    <div className="chat-dock" data-hours={findHours(livestream, useMinute()).is}>
      {children}
    </div>
  );
}
