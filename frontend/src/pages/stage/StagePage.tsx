import { type ReactNode, useCallback, useLayoutEffect, useRef, useState } from "preact/compat";
import type { Livestream } from "../../api/types";
import type { ChannelState } from "../../channel/channel";
import { pollLivestream } from "../../channel/polls";
import { useChannel } from "../../channel/useChannel";
import type { ChatMessage, RoomShape } from "../../chat/messages";
import { useRoom, useRoomState } from "../../chat/useRoom";
import { T } from "../../i18n/T";
import { t } from "../../i18n/t";
import { countTokens } from "../../ui/counts";
import { ProblemNote } from "../../ui/ProblemNote";
import { useParams } from "../../ui/routing";
import { usePageTitle } from "../../ui/usePageTitle";
import { Waiting } from "../../ui/Waiting";
import { useNews, useQuestions } from "../moderation/useQueue";
import { NotFoundPage } from "../NotFoundPage";
import { useOwnLivestream } from "../useOwnLivestreams";
import { Figures } from "./Figures";
import { describeHealth } from "./health";
import { canBeThanked, listNewest, listTips } from "./room";
import { Said, type Thanks } from "./Said";
import { Tools } from "./Tools";
import { useCalm } from "./useCalm";
import { useThanks } from "./useThanks";
import "../../styles/monitor.css";

/** What an artist looks at while playing: readable from two metres, and nothing to be scrolled or found. */
export function StagePage() {
  const { id = "" } = useParams();
  return <Stage key={id} id={id} />;
}

function Stage({ id }: { id: string }) {
  const { livestream, gone, problem, state } = useOwnLivestream(id);
  usePageTitle(livestream ? t("stage.titleOf", { title: livestream.title }) : t("stage.title"));
  if (gone) return <NotFoundPage title={t("moderation.gone")} words={t("moderation.goneWhy")} />;
  if (livestream !== null) return <Monitor livestream={livestream} state={state} />;
  return (
    <div className="page">
      {problem ? <ProblemNote problem={problem} /> : <Waiting what={t("stage.loading")} />}
    </div>
  );
}

/** So long each message stands at least: half of a line is read in that time from afar. */
const CALM_MS = 1_500;
const MOST_SHOWN = 12;
/** A tap so soon after all has moved was meant for what stood there before. */
const REFLEX_MS = 300;

function Monitor({ livestream, state }: { livestream: Livestream; state: ChannelState }) {
  const { id, title, artist } = livestream;
  const [poll] = useState(() => pollLivestream(id));
  const { channel, link } = useChannel(`/ws/livestreams/${id}?observe=true`, poll);
  const room = useRoomState(useRoom(channel, true));
  const { rows, shape } = room;
  const questions = useQuestions(id, room, useNews(channel));
  const [held, setHeld] = useState(false);
  const calm = useCalm(rows, CALM_MS, held);
  const moved = useMovedAt(calm);
  const { thank, isThanked, said } = useThanks(id, rows);
  const tap = useCallback(
    (message: ChatMessage) => {
      if (performance.now() - moved.current > REFLEX_MS) void thank(message);
    },
    [thank, moved],
  );
  const show = (message: ChatMessage) => {
    const thanks: Thanks = !canBeThanked(message, artist.id)
      ? "none"
      : isThanked(message.id)
        ? "sent"
        : "possible";
    return <Said key={message.id} message={message} thanks={thanks} onThank={tap} />;
  };
  const tips = listTips(calm, 3);
  const newest = listNewest(calm, MOST_SHOWN);
  const pinned = shape?.pinned ?? null;
  const goal = shape?.goal ?? null;
  const health = describeHealth(livestream, state.board.health.get(id), worse(link, state.link));
  return (
    <Tools title={title} back={`/artist/livestreams/${id}`}>
      <Figures livestream={livestream} word={health} channel={channel} />
      <div
        className="stage-body"
        onPointerDown={() => setHeld(true)}
        onPointerUp={() => setHeld(false)}
        onPointerCancel={() => setHeld(false)}
        onPointerLeave={() => setHeld(false)}
      >
        <section className="stage-column stage-chat" aria-labelledby="stage-chat">
          <h2 id="stage-chat">{t("stage.newest")}</h2>
          {newest.length === 0 ? (
            <p className="stage-none">{t("stage.none")}</p>
          ) : (
            <ol>{newest.map(show)}</ol>
          )}
        </section>
        {(pinned !== null || goal !== null || questions.length > 0 || tips.length > 0) && (
          <div className="stage-column stage-aside">
            {pinned && (
              <section aria-labelledby="stage-pinned">
                <h2 id="stage-pinned">{t("stage.pinned")}</h2>
                <ul>{show(pinned)}</ul>
              </section>
            )}
            {(tips.length > 0 || goal !== null) && (
              <section aria-labelledby="stage-tips">
                <h2 id="stage-tips">{t("stage.tips")}</h2>
                {goal && <Goal goal={goal} />}
                <ol>{tips.map(show)}</ol>
              </section>
            )}
            {questions.length > 0 && (
              <section className="stage-questions" aria-labelledby="stage-questions">
                <h2 id="stage-questions">
                  {t("stage.questions")} <span className="figure">{questions.length}</span>
                </h2>
                <ol>{questions.slice(0, 3).map(show)}</ol>
              </section>
            )}
          </div>
        )}
      </div>
      <p className="stage-outcome" role="status" data-shown={said !== ""}>
        {said}
      </p>
    </Tools>
  );
}

/** How far tips have come towards what they are for. */
function Goal({ goal: { title, amount, given } }: { goal: NonNullable<RoomShape["goal"]> }) {
  return (
    <div className="stage-goal">
      <p>
        <T
          id="stage.goal"
          given={given}
          tokens={countTokens(amount)}
          title={<bdi>{title}</bdi>}
          b={(words: ReactNode) => <b className="figure">{words}</b>}
        />
      </p>
      <progress max={amount} value={Math.min(given, amount)} aria-label={title} />
    </div>
  );
}

/** Of two links the one in a worse state. */
function worse<L extends { phase: string }>(one: L, other: L): L {
  return one.phase === "open" ? other : one;
}

/** When `value` last became another one. */
function useMovedAt(value: unknown) {
  const moved = useRef(Number.NEGATIVE_INFINITY);
  const before = useRef(value);
  useLayoutEffect(() => {
    if (before.current !== value) moved.current = performance.now();
    before.current = value;
  }, [value]);
  return moved;
}
