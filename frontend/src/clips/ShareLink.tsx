import { t } from "../i18n/t";
import { CopyField } from "../ui/CopyField";

/** A link to take elsewhere: copied, or handed to what a phone shares with. */
export function ShareLink({ title, url }: { title: string; url: string }) {
  // Where there is none, and on pages without TLS, copying is all there is.
  const shares = typeof navigator.share === "function";
  return (
    <div className="share-link">
      <CopyField label={t("clips.link")} value={url} />
      {shares && (
        <button
          type="button"
          className="button"
          // Whoever changes their mind is no failure.
          onClick={() => void navigator.share({ title, url }).catch(() => {})}
        >
          {t("clips.share")}
        </button>
      )}
    </div>
  );
}
