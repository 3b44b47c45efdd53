import type { Livestream } from "../../api/types";
import { t } from "../../i18n/t";
import { formatCount } from "../../ui/counts";
import { describeLength, formatMoment } from "../../ui/time";
import { useNow } from "../../ui/useNow";

/** What became of a show, and where to go from here. */
export function After({ livestream }: { livestream: Livestream }) {
  const { id, started_at, ended_at, peak_viewer_count, replay } = livestream;
  const now = useNow();
  if (started_at === null || ended_at === null) return null;
  const kept = replay !== null && replay.state !== "gone";
  return (
    <section className="panel" aria-labelledby="after">
      <h2 id="after">{t("control.after")}</h2>
      <dl className="figures">
        <div>
          <dt>{t("control.began")}</dt>
          <dd className="figure">{formatMoment(started_at, now)}</dd>
        </div>
        <div>
          <dt>{t("control.length")}</dt>
          <dd className="figure">{describeLength(Date.parse(ended_at) - Date.parse(started_at))}</dd>
        </div>
        <div>
          <dt>{t("studio.peak")}</dt>
          <dd className="figure">{formatCount(peak_viewer_count)}</dd>
        </div>
      </dl>
      <div className="form-actions">
        <a className="button primary" href={`/artist/livestreams/create?like=${id}`}>
          {t("control.planNext")}
        </a>
        <a className="button" href={`/artist/livestreams/${id}/audience`}>
          {t("audience.link")}
        </a>
        {kept && (
          <a className="button" href={`/livestreams/${id}`} target="_blank" rel="noreferrer">
            {t("control.watchReplay")}
          </a>
        )}
      </div>
    </section>
  );
}
