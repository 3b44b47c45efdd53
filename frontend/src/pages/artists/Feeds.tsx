import { locale, t } from "../../i18n/t";

/** For other programs that watch in one's place: a calendar that keeps itself up to date, and a feed. */
export function Feeds({ id }: { id: string }) {
  const path = `/artists/${encodeURIComponent(id)}`;
  return (
    <p className="feeds">
      {/* A calendar program subscribes to what it is given by this scheme; a file it would read but once. */}
      <a
        href={`webcal://${location.host}${path}/calendar.ics?lang=${locale()}`}
        title={t("artists.calendarHint")}
      >
        {t("artists.calendar")}
      </a>
      <a href={`${path}/feed.xml?lang=${locale()}`}>{t("artists.feed")}</a>
    </p>
  );
}
