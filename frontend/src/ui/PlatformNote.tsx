import { t } from "../i18n/t";

/** Says to an artist what the platform itself does less well than it should, before fans have to. */
export function PlatformNote({ degraded }: { degraded: string | null }) {
  if (degraded === null) return null;
  return (
    <p className="note warn" role="alert">
      <b>{t("ui.platformTrouble")}</b> {degraded}
    </p>
  );
}
