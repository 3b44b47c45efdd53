import type { ShowOn } from "../../api/types";
import { t } from "../../i18n/t";
import { StatusBadge } from "../../ui/Badge";
import { Fact } from "../../ui/Fact";
import { describeLength } from "../../ui/time";
import { Viewers } from "../../ui/Viewers";

/** The shows that are on, the longest first. */
export function Shows({ shows, now }: { shows: readonly ShowOn[]; now: number }) {
  if (shows.length === 0) return <p className="by">{t("operator.noShows")}</p>;
  return (
    <ul className="facts">
      {shows.map(({ livestream_id: id, title, artist, started_at, interrupted_until, viewers, node }) => (
        <Fact
          key={id}
          name={title}
          lines={[
            artist,
            started_at === null
              ? ""
              : t("operator.onFor", { time: describeLength(now - Date.parse(started_at)) }),
            node === "" ? t("operator.noNode") : t("operator.onNode", { node }),
          ].filter((line) => line !== "")}
        >
          <div className="operator-show">
            <StatusBadge livestream={{ status: "live", interrupted_until }} />
            <Viewers count={viewers} />
            <a
              className="button small"
              href={`/livestreams/${id}`}
              aria-label={t("operator.openOf", { title })}
            >
              {t("operator.open")}
            </a>
          </div>
        </Fact>
      ))}
    </ul>
  );
}
