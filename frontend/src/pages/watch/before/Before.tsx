import type { Livestream } from "../../../api/types";
import { T } from "../../../i18n/T";
import { t } from "../../../i18n/t";
import { describeLength, formatStart } from "../../../ui/time";
import { useNow } from "../../../ui/useNow";
import { countDown } from "./countdown";

/** A show that has not begun: how long it still takes, by the server's clock, and who else waits. */
export function Before({ livestream }: { livestream: Livestream }) {
  const { scheduled_start_at: at, artist, viewer_count } = livestream;
  const now = useNow();
  const away = at === null ? null : Date.parse(at) - now;
  return (
    <div className="stage-words before">
      {at !== null && away !== null && away > 0 ? (
        <>
          <p className="stage-kicker">{t("watch.begins")}</p>
          <Count away={away} />
          <p className="stage-date">
            <time dateTime={at}>{formatStart(at, now)}</time>
          </p>
        </>
      ) : (
        <>
          <p className="stage-kicker">{t("watch.notStarted")}</p>
          <p className="stage-lead">
            {away === null ? (
              t("watch.noDate")
            ) : (
              <T id="watch.anyMoment" artist={<bdi>{artist.display_name}</bdi>} />
            )}
          </p>
        </>
      )}
      <p className="stage-hint">
        {viewer_count > 1 && `${t("watch.waitingWithYou", { count: viewer_count })} `}
        {t("watch.keepOpen")}
      </p>
    </div>
  );
}

/** Not read aloud each second; whoever wants to know asks for it. */
function Count({ away }: { away: number }) {
  return (
    <p className="count figure" role="timer" aria-live="off" aria-label={describeLength(away)}>
      {countDown(away).map(({ unit, count }, place) => (
        <span key={unit} className="count-unit" aria-hidden="true">
          <span className="count-figure">{place === 0 ? count : String(count).padStart(2, "0")}</span>
          <span className="count-name">{t(`watch.${unit}`, { count })}</span>
        </span>
      ))}
    </p>
  );
}
