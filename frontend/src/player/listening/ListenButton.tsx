import { t } from "../../i18n/t";
import { useKeys } from "../useKeys";

/** Not among the icons that every page has. */
const HEADPHONES = "M2.5 12.5V8a5.5 5.5 0 0 1 11 0v4.5M2.5 9.5h2v4h-2zM11.5 9.5h2v4h-2z";

/** The sound alone, or the picture again. */
export function ListenButton({ listening, onPress }: { listening: boolean; onPress: () => void }) {
  useKeys(true, { l: onPress });
  return (
    <button
      type="button"
      className="stage-button stage-icon listen-button"
      title={t("listen.open")}
      aria-label={t("listen.open")}
      aria-keyshortcuts="l"
      aria-pressed={listening}
      onClick={onPress}
    >
      <svg className="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
        <path d={HEADPHONES} fill="none" stroke="currentColor" strokeWidth="1.5" strokeLinejoin="round" />
      </svg>
    </button>
  );
}
