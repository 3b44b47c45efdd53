import type { Marker } from "../../api/types";
import { t } from "../../i18n/t";
import type { Marking } from "./useMarking";

/** What came of the last press, with the way back. How long it is shown, and that it stays under a hand, CSS says. */
export function MarkToast({ marking, onName }: { marking: Marking; onName: (marker: Marker) => void }) {
  const { notice, undo, dismiss } = marking;
  const marker = notice?.marker ?? null;
  return (
    <>
      <p className="visually-hidden" role="status">
        {notice?.words}
      </p>
      {notice !== null && (
        <fieldset
          key={`${marker?.id} ${notice.words}`}
          className="toast"
          aria-label={t("control.lastMarker")}
          data-failed={notice.failed}
          onAnimationEnd={dismiss}
        >
          <p aria-hidden="true">{notice.words}</p>
          {marker !== null && (
            <>
              <button
                type="button"
                className="button small"
                onClick={() => {
                  dismiss();
                  onName(marker);
                }}
              >
                {t("control.nameIt")}
              </button>
              <button type="button" className="button small" onClick={() => undo(marker)}>
                {t("control.undo")}
              </button>
            </>
          )}
        </fieldset>
      )}
    </>
  );
}
