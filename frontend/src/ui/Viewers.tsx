import { t } from "../i18n/t";
import { formatCount } from "./counts";
import { Icon } from "./Icon";

/** How many watch. The figures keep their width, so that a moving count moves nothing else. */
export function Viewers({ count, doing = "watching" }: { count: number; doing?: "watching" | "waiting" }) {
  return (
    <span className="viewers" data-viewer-count={count}>
      <Icon name="eye" />
      <span>
        <span className="figure">{formatCount(count)}</span>
        <span className="visually-hidden"> {t(`ui.${doing}`)}</span>
      </span>
    </span>
  );
}
