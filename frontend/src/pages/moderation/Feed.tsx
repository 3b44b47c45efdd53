import { useCallback, useEffect, useEffectEvent, useLayoutEffect, useRef, useState } from "preact/compat";
import { removeMessage } from "../../api/calls";
import {
  appointModerator,
  banAccount,
  closeReports,
  markQuestion,
  pinMessage,
  thankAuthor,
  unpinMessage,
} from "../../api/keeping";
import type { ChatMessage } from "../../chat/messages";
import type { MessageKey } from "../../i18n/messages";
import { t } from "../../i18n/t";
import { isTyping } from "../../player/useShortcuts";
import { canBeThanked, findThanked } from "../stage/room";
import { Act, Acts } from "./Acts";
import {
  type Armed,
  arm,
  countNewer,
  disarm,
  FOLLOWING,
  hold,
  listShown,
  move,
  select,
  settle,
} from "./desk";
import { type Command, readKey } from "./keys";
import { Row } from "./Row";
import type { Keeping } from "./useKeeping";

/** Pixels from its end within which a list counts as being at it. */
const AT_END = 24;

const ASKS = {
  remove: "moderation.readRemove",
  ban: "moderation.readBan",
  "time-out": "moderation.readTimeOut",
} as const satisfies Record<Armed, MessageKey>;

/** The room as it is written, and what is done about it, with keys or buttons. */
export function Feed(props: {
  livestream: string;
  rows: readonly ChatMessage[];
  pinned: string | null;
  /** Ids of messages with open reports. */
  reported: ReadonlySet<string>;
  keeping: Keeping;
  /** This account, and whether the room is its own. */
  me: string;
  owner: boolean;
  /** Where keys are heard: on the whole page, within the list only, or nowhere. */
  keys: "page" | "list" | "off";
  /** What is not about a message: true where it was dealt with. */
  onCommand?: (command: Command) => boolean;
}) {
  const { livestream, rows, pinned, reported, keeping, me, owner, keys, onCommand } = props;
  const { act, say } = keeping;
  const [known, setDesk] = useState(FOLLOWING);
  const desk = settle(known, rows);
  if (desk !== known) setDesk(desk);
  const list = useRef<HTMLDivElement>(null);
  const wanted = useRef(false);
  const shown = listShown(rows, desk);
  const newer = countNewer(rows, desk);
  const { selected, armed, upto } = desk;
  const message = selected === null ? undefined : shown.find(({ id }) => id === selected.id);

  // The newest are followed unless somebody reads back or acts.
  useLayoutEffect(() => {
    const box = list.current;
    if (box !== null && upto === null && shown.length > 0) box.scrollTop = box.scrollHeight;
  }, [shown, upto]);

  const selectedId = selected?.id ?? null;
  useLayoutEffect(() => {
    const box = list.current;
    if (selectedId === null || box === null) return;
    const row = document.getElementById(`row-${selectedId}`);
    const { activeElement } = document;
    const free = activeElement === null || activeElement === document.body || box.contains(activeElement);
    if (wanted.current || free) {
      if (row !== null && !row.contains(activeElement)) row.focus({ preventScroll: true });
    }
    wanted.current = false;
    row?.scrollIntoView({ block: "nearest" });
  }, [selectedId]);

  // The buttons have given way to the question; the keyboard stays with the message.
  useEffect(() => {
    if (armed === null || selectedId === null) return;
    if (document.activeElement === document.body) document.getElementById(`row-${selectedId}`)?.focus();
  }, [armed, selectedId]);

  // The same function for all rows, so that they need not be drawn anew with each message.
  const latest = useRef(rows);
  useLayoutEffect(() => {
    latest.current = rows;
  }, [rows]);
  const choose = useCallback(
    (row: ChatMessage) =>
      setDesk((now) => (now.selected?.id === row.id ? now : select(now, latest.current, row))),
    [],
  );
  const follow = () => {
    setDesk(FOLLOWING);
    const { activeElement } = document;
    if (list.current?.contains(activeElement)) list.current.focus({ preventScroll: true });
  };
  const scroll = () => {
    const box = list.current;
    if (box === null || selected !== null) return;
    const atEnd = box.scrollHeight - box.scrollTop - box.clientHeight < AT_END;
    if (atEnd && upto !== null) setDesk(FOLLOWING);
    if (!atEnd && upto === null) setDesk(hold(desk, rows));
  };

  const name = message?.account?.display_name ?? "";
  const somebody = message?.account != null && message.account.id !== me;
  const ask = (what: Armed) => {
    if (message === undefined || (what !== "remove" && !somebody)) return;
    setDesk(arm(desk, what));
    say(t(ASKS[what], { name }), true);
  };
  const ended = (words: string, send: () => Promise<unknown>) => {
    setDesk(disarm(desk));
    void act(words, send);
  };
  const remove = () => {
    if (message !== undefined)
      ended(t("moderation.deletedOf", { name }), () => removeMessage(livestream, message.id));
  };
  const ban = (minutes: number | null) => {
    const account = message?.account;
    if (account == null || !somebody) return;
    const words =
      minutes === null
        ? t("moderation.banned", { name })
        : t("moderation.timedOut", { name, count: minutes });
    const draft = minutes === null ? { remove: true } : { seconds: 60 * minutes };
    ended(words, () => banAccount(livestream, { account_id: account.id, ...draft }));
  };

  const pin = () => {
    if (message === undefined || message.kind === "notice") return;
    const { id } = message;
    if (id === pinned) void act(t("moderation.unpinned"), () => unpinMessage(livestream));
    else void act(t("moderation.pinnedAbove"), () => pinMessage(livestream, id));
  };
  const question = () => {
    if (message === undefined || message.kind === "notice") return;
    const { id } = message;
    if (message.question === "open")
      void act(t("moderation.answered"), () => markQuestion(livestream, id, "answered"));
    else void act(t("moderation.queued"), () => markQuestion(livestream, id, "open"));
  };
  const stay = () => {
    if (message === undefined) return;
    if (reported.has(message.id)) void act(t("moderation.stays"), () => closeReports(livestream, message.id));
    else say(t("moderation.notReported"));
  };

  const obey = (command: Command): boolean => {
    if (onCommand?.(command)) return true;
    switch (command.do) {
      case "move":
        wanted.current = true;
        setDesk(move(desk, rows, command.by));
        return true;
      case "arm":
        ask(command.what);
        return true;
      case "remove":
        remove();
        return true;
      case "ban":
        ban(null);
        return true;
      case "time-out":
        ban(command.minutes);
        return true;
      case "pin":
        pin();
        return true;
      case "answered":
        question();
        return true;
      case "dismiss":
        stay();
        return true;
      case "newest":
        follow();
        return true;
      case "leave":
        if (armed !== null) {
          setDesk(disarm(desk));
          say("");
        } else follow();
        return selected !== null;
      default:
        return false;
    }
  };
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || isTyping(event)) return;
    const command = readKey(event, armed);
    if (command !== null && obey(command)) event.preventDefault();
  });
  useEffect(() => {
    const place = keys === "off" ? null : keys === "page" ? document : list.current;
    if (place === null) return;
    const hear = (event: Event) => press(event as KeyboardEvent);
    place.addEventListener("keydown", hear);
    return () => place.removeEventListener("keydown", hear);
  }, [keys]);

  const thanked = owner ? findThanked(rows) : null;
  return (
    <div className="desk-feed" data-held={upto !== null}>
      <div
        className="desk-list"
        role="feed"
        aria-label={t("moderation.said")}
        // While there is no article, one is waited for.
        aria-busy={shown.length === 0}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled with keys
        tabIndex={0}
        ref={list}
        onScroll={scroll}
      >
        {shown.length === 0 && <p className="quiet">{t("moderation.none")}</p>}
        {shown.map((row) => (
          <Row
            key={row.id}
            message={row}
            selected={row.id === selectedId}
            pinned={row.id === pinned}
            reported={reported.has(row.id)}
            onSelect={choose}
          >
            {row.id === selectedId && row.kind !== "notice" ? (
              <Acts
                name={name}
                somebody={somebody}
                armed={armed}
                onArm={ask}
                onLeave={() => obey({ do: "leave" })}
                onRemove={remove}
                onTimeOut={ban}
                onBan={() => ban(null)}
              >
                <Act
                  name={t(row.id === pinned ? "moderation.unpin" : "moderation.pin")}
                  letter="P"
                  onClick={pin}
                />
                <Act
                  name={t(row.question === "open" ? "moderation.markAnswered" : "moderation.markQuestion")}
                  letter="Q"
                  onClick={question}
                />
                {reported.has(row.id) && <Act name={t("moderation.letStay")} letter="R" onClick={stay} />}
                {thanked !== null && canBeThanked(row, me) && (
                  <Act
                    name={t(thanked.has(row.id) ? "moderation.thanked" : "moderation.thank")}
                    disabled={thanked.has(row.id)}
                    onClick={() =>
                      void act(t("moderation.saidThanked", { name }), () => thankAuthor(livestream, row.id))
                    }
                  />
                )}
                {owner && somebody && !row.account?.badges.includes("moderator") && (
                  <Act
                    name={t("moderation.makeModerator")}
                    onClick={() =>
                      void act(t("moderation.madeModerator", { name }), () =>
                        appointModerator(livestream, row.account?.id ?? ""),
                      )
                    }
                  />
                )}
              </Acts>
            ) : null}
          </Row>
        ))}
      </div>
      {upto !== null && (
        <button type="button" className="button small desk-newer" onClick={follow}>
          {newer > 0 ? t("moderation.newer", { count: newer }) : t("moderation.toNewest")}
        </button>
      )}
    </div>
  );
}
