import type { Degraded } from "../channel/frames";
import { t } from "../i18n/t";
import { wordAdvice } from "../pages/advice/words";

/** Says to an artist what the platform itself does less well than it should, before fans have to. */
export function PlatformNote({ degraded }: { degraded: Degraded | null }) {
  if (degraded === null) return null;
  return (
    <p className="note warn" role="alert">
      <b>{t("ui.platformTrouble")}</b> {wordAdvice(degraded, degraded.message)}
    </p>
  );
}
