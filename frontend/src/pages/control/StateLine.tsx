import type { Livestream } from "../../api/types";
import { t } from "../../i18n/t";
import { StatusBadge } from "../../ui/Badge";
import { Countdown } from "../../ui/Countdown";
import { formatCount } from "../../ui/counts";
import { Icon } from "../../ui/Icon";
import { describeLength, formatLength } from "../../ui/time";
import { useNow } from "../../ui/useNow";

const DAY_MS = 86_400_000;

/** How the show stands, in one line that stays in sight: backstage nobody scrolls to find out. */
export function StateLine({ livestream }: { livestream: Livestream }) {
  const { viewer_count, publishing, status, scheduled_start_at } = livestream;
  const now = useNow();
  const length = readLength(livestream, now);
  const open = status === "scheduled" || status === "live";
  const ahead = status === "scheduled" && scheduled_start_at !== null && Date.parse(scheduled_start_at) > now;
  const far = ahead && Date.parse(scheduled_start_at) - now > DAY_MS;
  return (
    <div className="state-line" data-status={status}>
      <StatusBadge livestream={livestream} />
      <dl>
        {ahead && scheduled_start_at ? (
          <div>
            <dt className="visually-hidden">{t("control.startsIn")}</dt>
            <dd>
              {far ? (
                describeLength(Date.parse(scheduled_start_at) - now)
              ) : (
                <Countdown until={scheduled_start_at} />
              )}
            </dd>
          </div>
        ) : (
          length && (
            <div>
              <dt className="visually-hidden">{length[0]}</dt>
              <dd className="figure">{length[1]}</dd>
            </div>
          )
        )}
        {open && (
          <div>
            <dt>
              <Icon name="eye" />
              <span className="visually-hidden">
                {t(status === "live" ? "control.watching" : "control.waiting")}
              </span>
            </dt>
            <dd className="figure" data-viewer-count={viewer_count}>
              {formatCount(viewer_count)}
            </dd>
          </div>
        )}
        {open && (
          <div className="publisher" data-publishing={publishing === true}>
            <dt>OBS</dt>
            <dd>{t(publishing ? "control.connected" : "control.notConnected")}</dd>
          </div>
        )}
      </dl>
    </div>
  );
}

/** How long it has been on air at `now`, or was, and what that is called; null: it was not, and will not be. */
export function readLength(
  { status, started_at, ended_at }: Pick<Livestream, "status" | "started_at" | "ended_at">,
  now: number,
): [string, string] | null {
  if (!started_at) return status === "scheduled" ? [t("control.onAir"), "0:00"] : null;
  const began = Date.parse(started_at);
  if (ended_at) return [t("control.length"), describeLength(Date.parse(ended_at) - began)];
  return [t("control.onAir"), formatLength(now - began)];
}
