import "./chat.css";
import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from "preact/compat";
import type { Account, Livestream } from "../api/types";
import { t } from "../i18n/t";
import { useSession } from "../session/session";
import { Icon } from "../ui/Icon";
import { formatMoment } from "../ui/time";
import { useNow } from "../ui/useNow";
import { ChatList, type RenderActs } from "./ChatList";
import { type NameOf, type RenderTip, Words, Writer } from "./ChatRow";
import { ComposerBox, type ComposerHandle } from "./ComposerBox";
import type { Draft } from "./composer";
import { findHours, type Hours } from "./hours";
import type { ChatMessage, RoomShape } from "./messages";
import { RowActs } from "./RowActs";
import type { ReadDate } from "./reader";
import type { Room } from "./store";
import { useComposer } from "./useComposer";
import { useReader } from "./useReader";
import { useRoomState } from "./useRoom";
import { useSpeech } from "./useSpeech";
import { useSpoken } from "./useSpoken";

const SAID_MS = 6_000;

export interface ChatProps {
  livestream: Pick<Livestream, "id" | "status" | "scheduled_start_at" | "ended_at" | "artist">;
  room: Room;
  /** The channel is open: what is said comes at once. */
  linked: boolean;
  /** Where the picture is; none: there is none on this page. */
  readDate?: ReadDate;
  /** Buttons in its head. */
  head?: ReactNode;
  /** Above the messages: a goal, say. */
  above?: ReactNode;
  /** Beside the box: to give something. `say` shows at once what this viewer has said by it. */
  beside?: ReactNode | ((say: (message: ChatMessage) => void) => ReactNode);
  renderTip?: RenderTip;
  /** What this viewer can do about a message besides. */
  renderActs?: RenderActs;
}

/** A livestream's room: what is said there, and a box to say something. */
export function ChatPanel(props: ChatProps) {
  const { livestream, room, linked, readDate, head, above, beside, renderTip, renderActs } = props;
  const { id } = livestream;
  const { account = null } = useSession();
  const { shape } = useRoomState(room);
  const [reading, reader] = useReader(id, room, readDate);
  const [composer, act, send] = useComposer(id, reader);
  const [spoken, setSpoken] = useSpoken();
  const speech = useSpeech(room, spoken, account?.id ?? null);
  const { artist } = livestream;
  const nameOf = useCallback<NameOf>(
    (one) => (one === artist.id ? artist.display_name : reader.nameOf(one)),
    [artist.id, artist.display_name, reader],
  );
  const box = useRef<ComposerHandle>(null);
  /** What came of an act, for a while. */
  const [said, setSaid] = useState("");
  useEffect(() => {
    if (said === "") return;
    const timer = setTimeout(() => setSaid(""), SAID_MS);
    return () => clearTimeout(timer);
  }, [said]);
  const now = useNow();
  const hours = findHours(livestream, now);
  const pending = usePending(composer.sending, account);

  const acts: RenderActs = (message, done) => (
    <>
      {account !== null && (
        <RowActs
          livestream={id}
          artist={artist.id}
          account={account}
          room={room}
          message={message}
          done={done}
          onMention={(name) => box.current?.insert(`@${name} `)}
          onSaid={setSaid}
        />
      )}
      {renderActs?.(message, done)}
    </>
  );

  return (
    <section className="chat" aria-label={t("chat.title")}>
      <div className="chat-head">
        <h2>{t("chat.title")}</h2>
        {!linked && shape !== null && <span className="chat-link">{t("chat.reconnecting")}</span>}
        <span className="composer-space" />
        <button
          type="button"
          className="composer-button"
          aria-pressed={spoken}
          title={t("chat.readOutHint")}
          onClick={() => setSpoken(!spoken)}
        >
          <Icon name={spoken ? "sound" : "muted"} />
          <span className="visually-hidden">{t("chat.readOut")}</span>
        </button>
        {head}
      </div>
      {above}
      {shape?.pinned && <Pinned message={shape.pinned} nameOf={nameOf} />}
      <ChatList
        reading={reading}
        reader={reader}
        account={account}
        pending={pending}
        nameOf={nameOf}
        empty={shape === null ? t("chat.loading") : describeEmpty(hours)}
        renderTip={renderTip}
        renderActs={account !== null || renderActs !== undefined ? acts : undefined}
      />
      <p className="visually-hidden" role="status">
        {speech}
      </p>
      <p className="chat-said" role="status" hidden={said === ""}>
        {said}
      </p>
      <Foot hours={hours} shape={shape} account={account} own={account?.id === livestream.artist.id} id={id}>
        <ComposerBox
          state={composer}
          act={act}
          send={send}
          handle={box}
          beside={typeof beside === "function" ? beside((message) => reader.say(message)) : beside}
        />
      </Foot>
    </section>
  );
}

/** The box, or why there is none. */
function Foot(props: {
  hours: Hours;
  shape: RoomShape | null;
  account: Account | null;
  /** It is this viewer's own room. */
  own: boolean;
  id: string;
  children: ReactNode;
}) {
  const { hours, shape, account, own, id, children } = props;
  const { account: known } = useSession();
  const now = useNow();
  const closed = shape !== null && !shape.enabled && !own;
  const back = `/livestreams/${encodeURIComponent(id)}`;
  const words =
    hours.is === "over"
      ? t("chat.over")
      : hours.is === "early"
        ? t("chat.opens", { when: formatMoment(new Date(hours.opens).toISOString(), now) })
        : closed
          ? t("chat.closed")
          : null;
  if (words !== null || known === null) {
    return (
      <div className="chat-closed">
        {words !== null ? (
          <p>{words}</p>
        ) : (
          <>
            <a className="button primary small" href={`/sign-in?next=${back}`}>
              {t("chat.signIn")}
            </a>
            <a className="button small" href={`/register?next=${back}`}>
              {t("chat.register")}
            </a>
          </>
        )}
      </div>
    );
  }
  const rules = describeRules(shape);
  return (
    <div className="chat-foot" inert={account === null}>
      {rules !== "" && <p className="chat-rules">{rules}</p>}
      {children}
    </div>
  );
}

function Pinned({ message, nameOf }: { message: ChatMessage; nameOf: NameOf }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: where it is long it is scrolled, also by keys
    <p className="chat-pinned" tabIndex={0}>
      <Icon name="pin" />
      <span>
        <span className="visually-hidden">{t("chat.pinned")} </span>
        <Writer message={message} onName={undefined} />{" "}
        <Words message={message} me={null} myName={null} nameOf={nameOf} />
      </span>
    </p>
  );
}

function describeEmpty(hours: Hours): string {
  switch (hours.is) {
    case "early":
      return t("chat.emptyEarly");
    case "waiting":
      return t("chat.emptyWaiting");
    case "open":
      return t("chat.emptyOpen");
    case "over":
      return t("chat.emptyOver");
  }
}

function describeRules(shape: RoomShape | null): string {
  if (shape === null) return "";
  const rules: string[] = [];
  if (shape.holders_only) rules.push(t("chat.holdersOnly"));
  if (shape.slow_seconds > 0) rules.push(t("chat.slow", { seconds: shape.slow_seconds }));
  if (shape.delay_seconds > 0) rules.push(t("chat.delayed", { seconds: shape.delay_seconds }));
  return rules.join(" ");
}

/** What is on its way, as a row. */
function usePending(draft: Draft | null, account: Account | null): readonly ChatMessage[] {
  return useMemo(() => {
    if (draft === null || account === null) return [];
    const { id, text, question } = draft;
    const writer = { id: account.id, display_name: account.display_name, badges: [] };
    return [
      {
        id: `sending-${id}`,
        seq: Number.POSITIVE_INFINITY,
        at: "",
        show_time: null,
        account: writer,
        kind: "message",
        text,
        mentions: [],
        question: question ? ("open" as const) : null,
        tip: null,
        about: null,
      },
    ];
  }, [draft, account]);
}
