import type { Livestream } from "../api/types";
import { t } from "../i18n/t";

export function StatusBadge({
  livestream,
}: {
  livestream: Pick<Livestream, "status" | "interrupted_until">;
}) {
  const { status } = livestream;
  const paused = status === "live" && livestream.interrupted_until !== null;
  return (
    <span className="badge" data-status={paused ? "interrupted" : status}>
      {t(`ui.${status}`)}
    </span>
  );
}
