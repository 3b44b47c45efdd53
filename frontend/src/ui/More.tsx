import { t } from "../i18n/t";

/** Reads on in a list that comes in pages; nothing at its end. */
export function More({ more, pending }: { more: (() => void) | null; pending: boolean }) {
  if (more === null) return null;
  return (
    <button type="button" className="button" aria-disabled={pending} onClick={more}>
      {t("ui.more")}
    </button>
  );
}
