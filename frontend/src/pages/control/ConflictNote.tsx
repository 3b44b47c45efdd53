import { useState } from "preact/compat";
import type { Conflict } from "../../channel/frames";
import { t } from "../../i18n/t";
import { formatTime } from "../../ui/time";

/** Tells who is on air that somebody else came with the key, and how either of the two goes on. Each new one is told,
    until it is put away. */
export function ConflictNote({
  conflict,
  onNewKey,
  live,
}: {
  conflict: Conflict;
  live: boolean;
  onNewKey: () => void;
}) {
  const [dismissed, setDismissed] = useState("");
  if (dismissed === conflict.at) return null;
  return (
    <div className="note warn conflict">
      <p role="alert">{describeConflict(conflict, live)}</p>
      <p>{t(live ? "control.conflictWayLive" : "control.conflictWay")}</p>
      <p className="form-actions">
        <button type="button" className="button small" onClick={onNewKey}>
          {t("control.keepOut")}
        </button>
        <button type="button" className="button small" onClick={() => setDismissed(conflict.at)}>
          {t("control.dismiss")}
        </button>
      </p>
    </div>
  );
}

export function describeConflict({ at, address }: Conflict, live: boolean): string {
  const when = address ? `${formatTime(at)} (${address})` : formatTime(at);
  return t(live ? "control.conflictLive" : "control.conflict", { when });
}
