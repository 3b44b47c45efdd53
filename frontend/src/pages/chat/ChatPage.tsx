import { lazy, Suspense, useMemo } from "preact/compat";
import { MOVED } from "../../channel/link";
import { pollLivestream } from "../../channel/polls";
import { useChannel } from "../../channel/useChannel";
import { ChatPanel } from "../../chat/ChatPanel";
import { useRoom } from "../../chat/useRoom";
import { loadWorded, t } from "../../i18n/t";
import { GiveButton } from "../../tips/GiveButton";
import { RoomTips } from "../../tips/RoomTips";
import { SupportersButton } from "../../tips/SupportersButton";
import { renderTip } from "../../tips/TipRow";
import { useParams } from "../../ui/routing";
import { usePageTitle } from "../../ui/usePageTitle";
import { Waiting } from "../../ui/Waiting";
import { NotFoundPage } from "../NotFoundPage";

const GatePage = lazy(() => loadWorded("front", async () => (await import("../watch/GatePage")).GatePage));

/** A livestream's chat alone, in a window of its own. Whoever has only that open is no viewer. */
export function ChatPage() {
  const { id = "" } = useParams();
  return <Alone key={id} id={id} />;
}

function Alone({ id }: { id: string }) {
  const poll = useMemo(() => pollLivestream(id), [id]);
  const address = `/ws/livestreams/${encodeURIComponent(id)}?observe=true`;
  const { board, link, channel, retry } = useChannel(address, poll, ["chat"]);
  const room = useRoom(channel);
  const livestream = board.livestreams.get(id);
  usePageTitle(livestream ? t("chat.titleOf", { title: livestream.title }) : t("chat.title"));
  if (board.deleted.has(id) || (link.phase === "refused" && link.code === 4404)) {
    return <NotFoundPage title={t("chat.gone")} words={t("chat.goneWhy")} />;
  }
  if (link.phase === "refused" && link.code !== MOVED) {
    return (
      <Suspense fallback={<Waiting what={t("chat.loading")} />}>
        <GatePage
          id={id}
          signedOut={link.code === 4401}
          onChange={retry}
          back={`/livestreams/${encodeURIComponent(id)}/chat`}
        />
      </Suspense>
    );
  }
  return (
    <main className="chat-alone">
      <h1 className="visually-hidden">{livestream?.title ?? t("chat.title")}</h1>
      {livestream ? (
        <ChatPanel
          livestream={livestream}
          room={room}
          linked={link.phase === "open"}
          head={<SupportersButton livestream={id} room={room} />}
          above={<RoomTips room={room} />}
          beside={(say) => <GiveButton livestream={livestream} onGiven={say} />}
          renderTip={renderTip}
        />
      ) : (
        <Waiting what={t("chat.loading")} />
      )}
    </main>
  );
}
