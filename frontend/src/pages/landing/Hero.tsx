import type { Livestream } from "../../api/types";
import { t } from "../../i18n/t";
import { StatusBadge } from "../../ui/Badge";
import { formatMoment } from "../../ui/time";
import { Viewers } from "../../ui/Viewers";
import { CardPicture } from "../browse/CardPicture";

/** The stage: what is on, else what is next, else that there is one. Its place is the same for all of them. */
export function Hero(props: { livestream: Livestream | null; known: boolean; now: number }) {
  const { livestream, known, now } = props;
  if (livestream === null)
    return (
      <div className="landing-stage">
        {known && (
          <div className="landing-empty">
            <p>
              <b>{t("landing.nothing")}</b>
            </p>
            <p>{t("landing.nothingWords")}</p>
          </div>
        )}
      </div>
    );
  const { id, title, artist, status, still_url, viewer_count, scheduled_start_at } = livestream;
  return (
    <section className="landing-stage" aria-label={t(status === "live" ? "landing.onNow" : "landing.next")}>
      <CardPicture
        key={id}
        livestream={livestream}
        url={still_url}
        alt={t("browse.momentAgo", { title })}
        large
      >
        <div className="show-over">
          <div className="landing-show">
            <p className="landing-state">
              {status === "live" ? (
                <>
                  <StatusBadge livestream={livestream} />
                  <Viewers count={viewer_count} />
                </>
              ) : (
                <span>
                  {t("landing.next")}
                  {scheduled_start_at !== null && (
                    <>
                      {" · "}
                      <time dateTime={scheduled_start_at}>{formatMoment(scheduled_start_at, now)}</time>
                    </>
                  )}
                </span>
              )}
            </p>
            <h2>
              <a href={`/livestreams/${id}`} className="cover-link" dir="auto">
                {title}
              </a>
            </h2>
            <p>
              <bdi>{artist.display_name}</bdi>
            </p>
          </div>
        </div>
      </CardPicture>
    </section>
  );
}
