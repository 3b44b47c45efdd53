import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState } from "preact/compat";
import { downloadAddress } from "../../api/calls";
import type { Problem } from "../../api/problem";
import type { Livestream } from "../../api/types";
import type { Board } from "../../channel/board";
import type { Channel } from "../../channel/channel";
import { MOVED, UNKNOWN_HOLDERS } from "../../channel/link";
import { pollLivestream } from "../../channel/polls";
import { useChannel } from "../../channel/useChannel";
import { chooseChatShown, isChatShown } from "../../chat/shown";
import { readPlaceIn } from "../../clips/address";
import { ClipButton } from "../../clips/ClipButton";
import { ShowClips } from "../../clips/ShowClips";
import type { ChapterActions } from "../../player/chapters/useChapters";
import { Player, type StageHandle } from "../../player/Player";
import { announce } from "../../player/stage";
import { useSession } from "../../session/session";
import { StatusBadge } from "../../ui/Badge";
import { countTokens } from "../../ui/counts";
import { Description } from "../../ui/Description";
import { Icon } from "../../ui/Icon";
import { LinkNote } from "../../ui/LinkNote";
import { ProblemNote } from "../../ui/ProblemNote";
import { useParams, useSearchParams } from "../../ui/routing";
import { describeSize } from "../../ui/size";
import { describeLength, formatLength, formatMoment, formatStart } from "../../ui/time";
import { useNow } from "../../ui/useNow";
import { usePageTitle } from "../../ui/usePageTitle";
import { Viewers } from "../../ui/Viewers";
import { Waiting } from "../../ui/Waiting";
import { NotFoundPage } from "../NotFoundPage";
import { ChapterList } from "./ChapterList";
import { GatePage, UnknownHoldersPage } from "./GatePage";
import { isForHolders, isToDownload } from "./kept";
import { admit, findOwn, isGated, isReplayGated } from "./pass";
import { ElsewherePage, ScreensPage } from "./ScreensPage";
import { StageWords } from "./StageWords";
import { listTopics, watchAddress } from "./startWatching";
import { useChapterMarks } from "./useChapterMarks";
import { useKept } from "./useKept";
import { useOwnReplay } from "./useOwnReplay";
import { usePass } from "./usePass";

/** The picture comes first. */
const Applause = lazy(async () => ({ default: (await import("../../applause/Applause")).Applause }));
const ChatDock = lazy(async () => ({ default: (await import("../../chat/ChatDock")).ChatDock }));

const TOO_MANY_SCREENS = "too_many_screens";

export function WatchPage() {
  const { id = "" } = useParams();
  return <Visit key={id} id={id} />; // a pass, and a refusal, are for one livestream
}

function Visit({ id }: { id: string }) {
  const poll = useMemo(() => pollLivestream(id), [id]);
  const [topics] = useState(listTopics);
  const { board, link, channel, retry, leave } = useChannel(watchAddress(id), poll, topics);
  const [chat, setChat] = useState(isChatShown);
  const [theatre, setTheatre] = useState(false);
  const showChat = (on: boolean) => {
    setChat(on);
    chooseChatShown(on);
    if (!on) setTheatre(false);
  };
  const { account } = useSession();
  const livestream = useOwnReplay(board.livestreams.get(id), account?.id);
  usePageTitle(livestream?.title ?? "");

  const gated = livestream !== undefined && isGated(livestream);
  // A replay that is for holders alone asks for a pass where the show does not; a visitor has none to hope for.
  const replayGated = !gated && !!account && livestream !== undefined && isReplayGated(livestream);
  const {
    pass,
    replayUrl,
    problem,
    retry: askAgain,
  } = usePass(id, gated || replayGated, link, livestream ? findOwn(livestream) : null);
  // Whoever is refused is no viewer. What is played here is known from before.
  const crowded = gated && problem?.code === TOO_MANY_SCREENS ? problem : null;
  useEffect(() => {
    if (crowded) leave();
  }, [crowded, leave]);
  const watchHere = () => {
    askAgain(true);
    retry();
  };

  if (board.deleted.has(id) || (link.phase === "refused" && link.code === 4404)) {
    return (
      <NotFoundPage title="This livestream does not exist" words="It may have been deleted by its artist." />
    );
  }
  if (link.phase === "refused" && link.code !== MOVED) {
    return <GatePage id={id} signedOut={link.code === 4401} onChange={retry} />;
  }
  if (livestream === undefined && link.code === UNKNOWN_HOLDERS) return <UnknownHoldersPage id={id} />;
  if (livestream !== undefined && crowded) {
    return <ScreensPage livestream={livestream} problem={crowded} onWatchHere={watchHere} />;
  }
  if (link.phase === "refused") return <ElsewherePage id={id} onWatchHere={watchHere} />;
  return (
    <div className="page watch" data-chat={chat ? "shown" : "hidden"} data-theatre={theatre || undefined}>
      {livestream ? (
        <Watch
          key={id}
          livestream={admit(livestream, pass, replayUrl)}
          board={board}
          forHolders={isForHolders(livestream) && (account === null || problem !== null)}
          problem={gated ? problem : null}
          channel={channel}
          linked={link.phase === "open"}
          chat={chat}
          onChat={showChat}
          theatre={theatre}
          onTheatre={setTheatre}
        />
      ) : (
        <>
          <div className="stage" data-stage="unknown" />
          <Waiting what="Loading the livestream" />
        </>
      )}
      <LinkNote link={link} />
    </div>
  );
}

function Watch(props: {
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
  const { title, description, artist, viewer_count, token_gate_amount, status } = livestream;
  const kept = useKept(livestream);
  const chapters = useChapterMarks(livestream, board, kept);
  const player = useRef<ChapterActions>(null);
  const [chapter, setChapter] = useState<string | null>(null);
  const stage = useRef<StageHandle>(null);
  const readDate = useCallback(() => (stage.current === null ? null : stage.current.readSeen()), []);
  const [search] = useSearchParams();
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
        overlay={(stage, offer) => (
          <StageWords stage={stage} livestream={livestream} forHolders={forHolders} offer={offer} />
        )}
        announce={(stage, source) => announce(stage, artist.display_name, source)}
      />
      <div className="chat-dock">
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
            <Icon name="chat" /> Chat
          </button>
        )}
      </div>
      {problem !== null && <ProblemNote problem={problem} />}
      <div className="watch-words">
        <p className="watch-line">
          <StatusBadge livestream={livestream} />
          <Clock livestream={livestream} />
          {!!token_gate_amount && <span>For holders of {countTokens(token_gate_amount)}</span>}
          {status === "live" && <Viewers count={viewer_count} />}
          {status === "scheduled" && <Viewers count={viewer_count} doing="waiting" />}
        </p>
        <h1>
          <bdi>{title}</bdi>
        </h1>
        <div className="watch-by">
          <p className="by">
            <bdi>{artist.display_name}</bdi>
          </p>
          <div className="watch-acts">
            <Suspense fallback={null}>
              <Applause
                id={livestream.id}
                live={status === "live"}
                begins={kept?.begins ?? null}
                channel={channel}
                readDate={readDate}
              />
            </Suspense>
            <ClipButton livestream={livestream} kept={kept} stage={stage} />
          </div>
        </div>
        {description && <Description text={description} />}
        <ChapterList
          chapters={chapters}
          current={chapter}
          onGoTo={(chapter) => player.current?.goTo(chapter)}
        />
        {livestream.status !== "live" && (
          <p className="watch-more">
            {isToDownload(livestream) && (
              <a href={downloadAddress(livestream.id)} download>
                Download
                {livestream.replay?.bytes != null && ` (${describeSize(livestream.replay.bytes)})`}
              </a>
            )}
            <a href="/livestreams">All livestreams</a>
          </p>
        )}
      </div>
      <ShowClips livestream={livestream} board={board} />
    </>
  );
}

function Clock({
  livestream: { status, started_at, ended_at, scheduled_start_at },
}: {
  livestream: Livestream;
}) {
  const now = useNow();
  if (status === "live" && started_at) {
    return <span className="figure">{formatLength(now - Date.parse(started_at))}</span>;
  }
  if (status === "scheduled" && scheduled_start_at) {
    return <time dateTime={scheduled_start_at}>{formatStart(scheduled_start_at, now)}</time>;
  }
  if (started_at && ended_at) {
    const length = describeLength(Date.parse(ended_at) - Date.parse(started_at));
    return (
      <span>
        {formatMoment(started_at, now)}, {length}
      </span>
    );
  }
  return null;
}
