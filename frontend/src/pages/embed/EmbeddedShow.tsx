import "./embed.css";
import {
  lazy,
  type ReactNode,
  Suspense,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
} from "preact/compat";
import type { Livestream } from "../../api/types";
import { MOVED, UNKNOWN_HOLDERS } from "../../channel/link";
import { pollLivestream } from "../../channel/polls";
import { useChannel } from "../../channel/useChannel";
import { t } from "../../i18n/t";
import { Player, type StageHandle } from "../../player/Player";
import { announce } from "../../player/stage";
import { StatusBadge } from "../../ui/Badge";
import { Icon } from "../../ui/Icon";
import { useParams, useSearchParams } from "../../ui/routing";
import { usePageTitle } from "../../ui/usePageTitle";
import { admit, findOwn, isGated } from "../watch/pass";
import { watchAddress } from "../watch/startWatching";
import { useKept } from "../watch/useKept";
import { usePass } from "../watch/usePass";
import { pageOf } from "./address";
import { EmbeddedGate } from "./EmbeddedGate";
import { Away, EmbeddedWords, Words } from "./EmbeddedWords";
import { listenToHost, readWishes, tellHost } from "./host";
import { useMuted } from "./useMuted";

/** The picture comes first. */
const Chat = lazy(async () => ({ default: (await import("./EmbeddedChat")).EmbeddedChat }));

/** A show on another site's page: it begins there by itself, and leads here. */
export function EmbeddedShow() {
  const { id = "" } = useParams();
  return <Visit key={id} id={id} />;
}

function Visit({ id }: { id: string }) {
  const [search] = useSearchParams();
  const [wishes, setWishes] = useState(() => readWishes(search));
  useEffect(() => listenToHost((changed) => setWishes((known) => ({ ...known, ...changed }))), []);
  const poll = useMemo(() => pollLivestream(id), [id]);
  const [topics] = useState(wishes.chat ? ["chat"] : []);
  const { board, link, channel, retry, leave } = useChannel(watchAddress(id), poll, topics);
  const livestream = board.livestreams.get(id);
  usePageTitle(livestream?.title ?? "");
  const gated = livestream !== undefined && isGated(livestream);
  const own = livestream ? findOwn(livestream) : null;
  const { pass, replayUrl, problem, retry: askAgain } = usePass(id, gated, link, own);
  // Whoever is refused is no viewer.
  const crowded = gated && problem?.code === "too_many_screens";
  useEffect(() => {
    if (crowded) leave();
  }, [crowded, leave]);

  const { status, interrupted_until } = livestream ?? {};
  useEffect(() => {
    if (status !== undefined) tellHost({ livestream: id, status, interrupted: interrupted_until != null });
  }, [id, status, interrupted_until]);

  if (board.deleted.has(id) || (link.phase === "refused" && link.code === 4404))
    return (
      <Frame>
        <Words lead={t("embed.gone")} />
      </Frame>
    );
  if (crowded || (link.phase === "refused" && link.code === MOVED)) {
    const watchHere = () => {
      askAgain(true);
      retry();
    };
    return (
      <Frame>
        <Words lead={t("embed.elsewhere")}>
          <button type="button" className="button primary" onClick={watchHere}>
            {t("embed.watchHere")}
          </button>
        </Words>
      </Frame>
    );
  }
  if (link.phase === "refused")
    return (
      <Frame>
        <EmbeddedGate id={id} onEnter={retry} />
      </Frame>
    );
  if (livestream === undefined)
    return <Frame>{link.code === UNKNOWN_HOLDERS && <Words lead={t("embed.holdersUnknown")} />}</Frame>;
  return (
    <Show
      livestream={admit(livestream, pass, replayUrl)}
      muted={wishes.muted}
      chat={(readDate) =>
        wishes.chat && (
          <Suspense fallback={null}>
            <Chat
              livestream={livestream}
              channel={channel}
              linked={link.phase === "open"}
              readDate={readDate}
            />
          </Suspense>
        )
      }
    />
  );
}

function Show(props: {
  livestream: Livestream;
  muted: boolean;
  chat: (readDate: () => ReturnType<StageHandle["readSeen"]>) => ReactNode;
}) {
  const { livestream, muted, chat } = props;
  const kept = useKept(livestream);
  const stage = useRef<StageHandle>(null);
  const readDate = useCallback(() => (stage.current === null ? null : stage.current.readSeen()), []);
  const picture = useRef<HTMLDivElement>(null);
  const [silent, unmute] = useMuted(picture, muted);
  const side = chat(readDate);
  const cover = livestream.cover?.url;
  return (
    <main className="embed embed-show" data-chat={side ? "shown" : undefined}>
      <div
        className="embed-picture"
        ref={picture}
        data-cover={cover ? "" : undefined}
        style={cover ? { "--cover": `url("${cover}")` } : undefined}
      >
        <Player
          livestream={livestream}
          kept={kept}
          handle={stage}
          overlay={(now, offer) => <EmbeddedWords stage={now} livestream={livestream} offer={offer} />}
          announce={(now, source) => announce(now, livestream.artist.display_name, source)}
        />
        {silent && (
          <button type="button" className="button unmute" onClick={unmute}>
            <Icon name="muted" /> {t("embed.unmute")}
          </button>
        )}
        <p className="embed-title">
          <StatusBadge livestream={livestream} />{" "}
          <a href={pageOf(livestream.id)} target="_blank" rel="noopener">
            <bdi>{livestream.title}</bdi>
          </a>
        </p>
      </div>
      {side && <div className="embed-chat">{side}</div>}
    </main>
  );
}

function Frame({ children }: { children: ReactNode }) {
  return (
    <main className="embed embed-show">
      <div className="embed-picture">
        <div className="stage" data-stage="unknown">
          <div className="stage-overlay">{children}</div>
        </div>
        <Away />
      </div>
    </main>
  );
}
