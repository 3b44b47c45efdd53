import { lazy, Suspense, useEffect, useLayoutEffect, useMemo, useState } from "preact/compat";
import { MOVED, UNKNOWN_HOLDERS } from "../../channel/link";
import { pollLivestream } from "../../channel/polls";
import { useChannel } from "../../channel/useChannel";
import { chooseChatShown, isChatShown } from "../../chat/shown";
import { loadWorded, t } from "../../i18n/t";
import { takePicture } from "../../player/ahead";
import { useSession } from "../../session/session";
import { LinkNote } from "../../ui/LinkNote";
import { useParams } from "../../ui/routing";
import { usePageTitle } from "../../ui/usePageTitle";
import { NotFoundPage } from "../NotFoundPage";
import { isForHolders } from "./kept";
import { Outline, OutlinePage } from "./Outline";
import { admit, findOwn, isGated, isReplayGated } from "./pass";
import { listTopics, watchAddress } from "./startWatching";
import { useOwnReplay } from "./useOwnReplay";
import { usePass } from "./usePass";
import { Watch } from "./Watch";

/** Whoever may watch never meets them. */
const GatePage = lazy(() => loadWorded("front", async () => (await import("./GatePage")).GatePage));
const UnknownHoldersPage = lazy(() =>
  loadWorded("front", async () => (await import("./GatePage")).UnknownHoldersPage),
);
const ScreensPage = lazy(() => loadWorded("front", async () => (await import("./ScreensPage")).ScreensPage));
const ElsewherePage = lazy(() =>
  loadWorded("front", async () => (await import("./ScreensPage")).ElsewherePage),
);

const TOO_MANY_SCREENS = "too_many_screens";

export function WatchPage() {
  const { id = "" } = useParams();
  // A pass, and a refusal, are for one livestream.
  return (
    <Suspense fallback={<OutlinePage />}>
      <Visit key={id} id={id} />
    </Suspense>
  );
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
  };
  const { account } = useSession();
  const livestream = useOwnReplay(board.livestreams.get(id), account?.id);
  usePageTitle(livestream?.title ?? "");

  // The stage has it by now, where it belongs on one.
  useLayoutEffect(() => void takePicture(), []);

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

  if (board.deleted.has(id) || (link.phase === "refused" && link.code === 4404))
    return <NotFoundPage title={t("watch.notThere")} words={t("watch.notThereWords")} />;
  if (link.phase === "refused" && link.code !== MOVED)
    return <GatePage id={id} signedOut={link.code === 4401} onChange={retry} />;
  if (livestream === undefined && link.code === UNKNOWN_HOLDERS) return <UnknownHoldersPage id={id} />;
  if (livestream !== undefined && crowded)
    return <ScreensPage livestream={livestream} problem={crowded} onWatchHere={watchHere} />;
  if (link.phase === "refused") return <ElsewherePage id={id} onWatchHere={watchHere} />;
  return (
    <div
      className="page watch"
      id="watch"
      data-chat={chat ? "shown" : "hidden"}
      data-theatre={theatre || undefined}
    >
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
        <Outline />
      )}
      <LinkNote link={link} />
    </div>
  );
}
