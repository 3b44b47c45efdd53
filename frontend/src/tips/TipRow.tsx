import "./tiers.css";
import "./tips.css";
import type { RenderTip } from "../chat/ChatRow";
import { t } from "../i18n/t";
import { countTokens } from "../ui/counts";
import { Icon } from "../ui/Icon";

/** A tip among the messages: who gave how much, and what they said with it. */
export const renderTip: RenderTip = ({ tip, text }, writer, words) =>
  tip && (
    <div className="tip" data-tier={tip.tier} data-refunded={tip.refunded || undefined}>
      <p className="tip-head">
        <span>{writer}</span>
        <b className="tip-amount figure">
          <Icon name="gem" />
          {tip.refunded ? <s>{countTokens(tip.amount)}</s> : countTokens(tip.amount)}
        </b>
      </p>
      {tip.refunded && <p className="tip-note">{t("tips.refunded")}</p>}
      {text !== "" && <p className="tip-words">{words}</p>}
    </div>
  );
