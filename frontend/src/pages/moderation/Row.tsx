import { Fragment, memo, type ReactNode } from "preact/compat";
import type { ChatMessage } from "../../chat/messages";
import { hueOf } from "../../chat/names";
import { readText } from "../../chat/notice";
import type { MessageKey } from "../../i18n/messages";
import { t } from "../../i18n/t";
import { countTokens } from "../../ui/counts";
import { formatTime } from "../../ui/time";
import "../../tips/tiers.css";

const BADGES: Readonly<Record<string, MessageKey>> = {
  artist: "moderation.artist",
  moderator: "moderation.moderator",
  holder: "moderation.holder",
};
const ASKED: Readonly<Record<string, MessageKey>> = {
  open: "moderation.question",
  answered: "moderation.markAnswered",
};

/** A message as those see it who keep the room. `children`: what can be done with it, where it is selected. */
export const Row = memo(function Row(props: {
  message: ChatMessage;
  selected: boolean;
  pinned: boolean;
  reported: boolean;
  onSelect: (message: ChatMessage) => void;
  children?: ReactNode;
}) {
  const { message, selected, pinned, reported, onSelect, children } = props;
  const { id, at, account, kind } = message;
  const tags = listTags(message, pinned, reported);
  return (
    <article
      className="desk-row"
      id={`row-${id}`}
      data-message={id}
      data-kind={kind}
      data-selected={selected}
      aria-labelledby={`said-${id}`}
      tabIndex={selected ? 0 : -1}
      onFocus={() => onSelect(message)}
    >
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: keys go from row to row, and focus selects */}
      <p className="desk-said-line" id={`said-${id}`} onClick={() => onSelect(message)}>
        <time className="desk-time figure" dateTime={at}>
          {formatTime(at)}
        </time>{" "}
        {kind !== "notice" && (
          <>
            <bdi
              className="desk-name"
              style={account === null ? undefined : ({ "--hue": hueOf(account.id) } as React.CSSProperties)}
            >
              {account?.display_name ?? t("moderation.left")}
            </bdi>{" "}
          </>
        )}
        {tags.map(({ words, tone }) => (
          <Fragment key={words}>
            <span
              className="desk-tag"
              data-tone={tone}
              data-tier={tone === "tip" ? message.tip?.tier : undefined}
            >
              {words}
            </span>{" "}
          </Fragment>
        ))}
        <span dir="auto">{readText(message)}</span>
      </p>
      {children}
    </article>
  );
});

function listTags({ account, question, tip }: ChatMessage, pinned: boolean, reported: boolean) {
  const tags: { words: string; tone: "plain" | "strong" | "tip" | "bad" }[] = [];
  if (reported) tags.push({ words: t("moderation.reported"), tone: "bad" });
  for (const badge of account?.badges ?? []) {
    const key = BADGES[badge];
    if (key !== undefined) tags.push({ words: t(key), tone: "plain" });
  }
  const asked = question === null ? undefined : ASKED[question];
  if (asked !== undefined) tags.push({ words: t(asked), tone: "strong" });
  if (pinned) tags.push({ words: t("moderation.pinned"), tone: "strong" });
  if (tip !== null) tags.push({ words: countTokens(tip.amount), tone: "tip" });
  return tags;
}
