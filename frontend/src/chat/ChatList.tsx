import { type KeyboardEvent, type ReactNode, useCallback, useRef, useState } from "preact/compat";
import type { Account } from "../api/types";
import { t } from "../i18n/t";
import { ChatRow, type NameOf, type RenderTip } from "./ChatRow";
import type { ChatMessage } from "./messages";
import { RowMenu } from "./RowMenu";
import type { Reader, Reading } from "./reader";
import { useScroll } from "./useScroll";

/** More than this that is new is not counted out. */
const MOST_COUNTED = 99;

/** What can be done about a message; `done` closes the menu. */
export type RenderActs = (message: ChatMessage, done: () => void) => ReactNode;

/** A room's rows: at their end as they come, or held where somebody reads back. */
export function ChatList(props: {
  reading: Reading;
  reader: Reader;
  account: Account | null;
  /** What was sent and is not answered yet. */
  pending: readonly ChatMessage[];
  /** In place of rows, where there are none. */
  empty: ReactNode;
  nameOf: NameOf;
  renderTip?: RenderTip | undefined;
  renderActs?: RenderActs | undefined;
}) {
  const { reading, reader, account, pending, empty, nameOf, renderTip, renderActs } = props;
  const { rows, own, following, news, whole, loading, failed } = reading;
  const list = useRef<HTMLOListElement>(null);
  const scrolled = useScroll(list, reading, reader);
  const [chosen, setChosen] = useState<{ message: ChatMessage; beside: HTMLElement } | null>(null);
  const choose = useCallback(
    (message: ChatMessage, beside: HTMLElement) => setChosen({ message, beside }),
    [],
  );
  const close = useCallback(() => setChosen(null), []);
  const more = { me: account?.id ?? null, myName: account?.display_name ?? null, nameOf, renderTip };
  const onName = renderActs && choose;
  const none = rows.length + own.length + pending.length === 0;
  return (
    <div className="chat-scroll">
      <ol
        ref={list}
        className="chat-list"
        aria-label={t("chat.messages")}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it is scrolled, and its rows reached, by keys
        tabIndex={0}
        onScroll={scrolled}
        onKeyDown={walk}
      >
        {whole && !none && <li className="chat-edge">{t("chat.firstWord")}</li>}
        {!whole && loading && <li className="chat-edge">{t("chat.loadingMore")}</li>}
        {failed && <li className="chat-edge">{t("chat.loadFailed")}</li>}
        {rows.map((message) => (
          <ChatRow key={message.id} message={message} onName={onName} {...more} />
        ))}
        {own.map((message) => (
          <ChatRow key={message.id} message={message} onName={onName} {...more} />
        ))}
        {pending.map((message) => (
          <ChatRow key={message.id} message={message} pending {...more} />
        ))}
      </ol>
      {none && !loading && <div className="chat-empty">{empty}</div>}
      {!following && (
        <button type="button" className="chat-news" onClick={reader.catchUp}>
          {describeNews(news)}
        </button>
      )}
      {chosen !== null && renderActs && (
        <RowMenu message={chosen.message} beside={chosen.beside} onClose={close}>
          {renderActs(chosen.message, close)}
        </RowMenu>
      )}
    </div>
  );
}

function describeNews(count: number): string {
  if (count === 0) return t("chat.toNewest");
  return count > MOST_COUNTED ? t("chat.newsMany", { most: MOST_COUNTED }) : t("chat.news", { count });
}

/** From name to name by the arrow keys; the list itself is scrolled by them. */
function walk(event: KeyboardEvent<HTMLOListElement>): void {
  const { key, currentTarget: list, target } = event;
  if (key !== "ArrowUp" && key !== "ArrowDown") return;
  const names = [...list.querySelectorAll<HTMLElement>("button.chat-name")];
  const at = target instanceof HTMLElement ? names.indexOf(target) : -1;
  if (at === -1 && key === "ArrowDown") return;
  const next = at === -1 ? names.at(-1) : names[at + (key === "ArrowUp" ? -1 : 1)];
  event.preventDefault();
  if (next) next.focus();
  else if (key === "ArrowDown") list.focus();
}
