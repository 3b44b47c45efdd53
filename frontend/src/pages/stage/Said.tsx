import type { ChatMessage } from "../../chat/messages";
import { t } from "../../i18n/t";
import { countTokens } from "../../ui/counts";
import "../../tips/tiers.css";

/** How a message stands to being thanked for. */
export type Thanks = "none" | "possible" | "sent";

/** A message that is read from two metres; a tap thanks whoever wrote it. */
export function Said({
  message,
  thanks,
  onThank,
}: {
  message: ChatMessage;
  thanks: Thanks;
  onThank: (message: ChatMessage) => void;
}) {
  const { account, text, tip, question } = message;
  const name = account?.display_name ?? t("stage.left");
  const words = (
    <>
      <span className="stage-said-head">
        <bdi className="stage-name">{name}</bdi>
        {tip && <span className="stage-amount">{countTokens(tip.amount)}</span>}
        {question === "open" && <span className="stage-asks">{t("stage.asks")}</span>}
        {thanks === "sent" && <span className="stage-thanked">{t("stage.thanked")}</span>}
      </span>
      {text !== "" && (
        <span className="stage-text" dir="auto">
          {text}
        </span>
      )}
    </>
  );
  const kind = tip ? "tip" : question === "open" ? "question" : "message";
  return (
    <li className="stage-said" data-kind={kind} data-tier={tip?.tier} data-message={message.id}>
      {thanks === "none" ? (
        <div className="stage-tap">{words}</div>
      ) : (
        <button
          type="button"
          className="stage-tap"
          aria-disabled={thanks === "sent"}
          onClick={() => thanks === "possible" && onThank(message)}
        >
          {words}
          {thanks === "possible" && <span className="visually-hidden">{t("stage.thank", { name })}</span>}
        </button>
      )}
    </li>
  );
}
