import { type CSSProperties, memo, type ReactNode } from "preact/compat";
import type { MessageKey } from "../i18n/messages";
import { t } from "../i18n/t";
import { countTokens } from "../ui/counts";
import { Icon } from "../ui/Icon";
import type { ChatMessage } from "./messages";
import { hueOf } from "./names";
import { readText } from "./notice";
import { splitWords } from "./words";

const BADGES: Readonly<Record<string, MessageKey>> = {
  artist: "chat.artist",
  moderator: "chat.moderator",
  holder: "chat.holder",
};
const ASKED = { open: "chat.question", answered: "chat.answered", dismissed: "chat.question" } as const;

/** The name of an account, where it is known here. The same function for all rows. */
export type NameOf = (account: string) => string | undefined;

/** How a tip is shown, in the place of a message: with who gave it, and the words. Its message's `tip` is not null. */
export type RenderTip = (message: ChatMessage, writer: ReactNode, words: ReactNode) => ReactNode;

export interface RowProps {
  message: ChatMessage;
  /** This viewer's own account and name; null: a visitor. */
  me: string | null;
  myName: string | null;
  nameOf?: NameOf | undefined;
  renderTip?: RenderTip | undefined;
  /** Somebody has pressed the name of who said it. The same function for all rows, so that they need not be drawn anew. */
  onName?: ((message: ChatMessage, name: HTMLElement) => void) | undefined;
  /** On its way. */
  pending?: boolean;
}

/** One row of a room. */
export const ChatRow = memo(function ChatRow(props: RowProps) {
  const { message, me, myName, nameOf, renderTip, onName, pending = false } = props;
  const { id, kind, account, question, tip, mentions } = message;
  const named = me !== null && mentions.includes(me);
  const words = <Words message={message} me={me} myName={named ? myName : null} nameOf={nameOf} />;
  return (
    <li
      className="chat-row"
      data-message={id}
      data-kind={kind}
      data-named={named || undefined}
      data-pending={pending || undefined}
    >
      {tip !== null && renderTip !== undefined ? (
        renderTip(
          message,
          account === null ? (
            <i className="quiet">{t("chat.somebody")}</i>
          ) : (
            <Writer message={message} onName={onName} />
          ),
          words,
        )
      ) : (
        <>
          {/* The words of a notice name whom it is about. */}
          {account !== null && kind !== "notice" && <Writer message={message} onName={onName} />}
          {account === null && kind !== "notice" && <i className="quiet">{t("chat.somebody")}</i>}
          {question !== null && <span className="chat-asked">{t(ASKED[question])}</span>}
          {tip !== null && (
            <b className="chat-gave">
              {t(tip.refunded ? "chat.givenBack" : "chat.gave", { tokens: countTokens(tip.amount) })}
            </b>
          )}{" "}
          {words}
        </>
      )}
    </li>
  );
});

/** Who said it, and what they are here. */
export function Writer({ message, onName }: Pick<RowProps, "message" | "onName">) {
  const { account } = message;
  if (account === null) return null;
  const style = { "--hue": hueOf(account.id) } as CSSProperties;
  return (
    <>
      {account.badges.map((badge) => {
        const name = BADGES[badge];
        return (
          name && (
            <span key={badge} className="chat-badge" data-badge={badge}>
              {badge === "holder" ? <Icon name="gem" /> : null}
              <span className={badge === "holder" ? "visually-hidden" : undefined}>{t(name)}</span>{" "}
            </span>
          )
        );
      })}
      {onName ? (
        <button
          type="button"
          className="chat-name"
          style={style}
          tabIndex={-1}
          aria-haspopup="dialog"
          onClick={(event) => onName(message, event.currentTarget)}
        >
          <bdi>{account.display_name}</bdi>
        </button>
      ) : (
        <bdi className="chat-name" style={style}>
          {account.display_name}
        </bdi>
      )}{" "}
    </>
  );
}

/** What was said. Its links lead away, tell nobody whence, and vouch for nothing. */
export function Words({
  message,
  me,
  myName,
  nameOf,
}: Pick<RowProps, "message" | "me" | "myName" | "nameOf">) {
  const { mentions } = message;
  const others = mentions.filter((id) => id !== me).flatMap((id) => nameOf?.(id) ?? []);
  return (
    <span className="chat-words" dir="auto">
      {splitWords(readText(message), mentions.length > 0, myName, others).map(
        ({ text: words, href, mention }, place) =>
          href !== undefined ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: the pieces are the text, and change with it only
            <a key={place} href={href} target="_blank" rel="noopener noreferrer nofollow ugc">
              {words}
            </a>
          ) : mention !== undefined ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: the same
            <b key={place} className="chat-mention" data-mention={mention}>
              {words}
            </b>
          ) : (
            words
          ),
      )}
    </span>
  );
}
