import { useState } from "preact/compat";
import { showAt } from "../../../clips/address";
import { t } from "../../../i18n/t";
import { Check } from "../../../ui/Check";
import { CopyField } from "../../../ui/CopyField";
import { Sheet } from "../../../ui/Sheet";
import { formatLength } from "../../../ui/time";

/**
 * A link to the show, from its beginning or from what is on the screen.
 *
 * @param place seconds of show time that the picture is at; null: there is nothing to go back to
 */
export function ShareSheet(props: { id: string; title: string; place: number | null; onClose: () => void }) {
  const { id, title, place, onClose } = props;
  const [from, setFrom] = useState(false);
  const path = from && place !== null ? showAt(id, place) : `/livestreams/${encodeURIComponent(id)}`;
  const url = `${location.origin}${path}`;
  return (
    <Sheet title={t("sheets.shareTitle")} onClose={onClose}>
      <CopyField label={t("sheets.shareLink")} value={url} />
      {place !== null && (
        <Check
          label={t("sheets.shareFrom", { time: formatLength(place * 1000) })}
          checked={from}
          onChange={({ currentTarget }) => setFrom(currentTarget.checked)}
        />
      )}
      {/* Where there is none, and on pages without TLS, copying is all there is. */}
      {typeof navigator.share === "function" && (
        <button
          type="button"
          className="button"
          // Whoever changes their mind is no failure.
          onClick={() => void navigator.share({ title, url }).catch(() => {})}
        >
          {t("sheets.shareWith")}
        </button>
      )}
    </Sheet>
  );
}
