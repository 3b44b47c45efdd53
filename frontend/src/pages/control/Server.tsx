import type { Credentials } from "../../api/types";
import { t } from "../../i18n/t";
import { CopyField } from "../../ui/CopyField";

/** Where OBS connects: with TLS where the platform has it, so that nobody on the way reads the key. */
export function Server({ servers }: { servers: Pick<Credentials, "rtmp_url" | "rtmps_url"> | null }) {
  if (!servers?.rtmps_url) return <CopyField label={t("control.server")} value={servers?.rtmp_url ?? ""} />;
  return (
    <>
      <CopyField label={t("control.server")} value={servers.rtmps_url} />
      <details className="fold">
        <summary>{t("control.noTls")}</summary>
        <CopyField label={t("control.serverPlain")} value={servers.rtmp_url} />
        <p className="hint">{t("control.inClear")}</p>
      </details>
    </>
  );
}
