import type { Livestream } from "../../api/types";
import { t } from "../../i18n/t";
import { StatusBadge } from "../../ui/Badge";
import { describeLength, formatLength, formatMoment, formatStart } from "../../ui/time";
import { useNow } from "../../ui/useNow";
import { Viewers } from "../../ui/Viewers";

/** What is played, and how it is. It is read before the chat wherever that is seen, so that nothing in it takes the focus. */
export function WatchHead({ livestream }: { livestream: Livestream }) {
  const { title, viewer_count, token_gate_amount, status } = livestream;
  return (
    <div className="watch-head">
      <p className="watch-line">
        <StatusBadge livestream={livestream} />
        <Clock livestream={livestream} />
        {!!token_gate_amount && <span>{t("watch.forHoldersCount", { count: token_gate_amount })}</span>}
        {status === "live" && <Viewers count={viewer_count} />}
        {status === "scheduled" && <Viewers count={viewer_count} doing="waiting" />}
      </p>
      <h1>
        <bdi>{title}</bdi>
      </h1>
    </div>
  );
}

function Clock({
  livestream: { status, started_at, ended_at, scheduled_start_at },
}: {
  livestream: Livestream;
}) {
  const now = useNow();
  if (status === "live" && started_at)
    return <span className="figure">{formatLength(now - Date.parse(started_at))}</span>;
  if (status === "scheduled" && scheduled_start_at)
    return <time dateTime={scheduled_start_at}>{formatStart(scheduled_start_at, now)}</time>;
  if (started_at && ended_at) {
    const length = describeLength(Date.parse(ended_at) - Date.parse(started_at));
    return <span>{t("watch.onAt", { time: formatMoment(started_at, now), length })}</span>;
  }
  return null;
}
