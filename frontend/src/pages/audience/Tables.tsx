import type { Audience, AudienceTotals } from "../../api/types";
import { t } from "../../i18n/t";
import { formatCount } from "../../ui/counts";
import { describeLength, formatLength, formatMoment } from "../../ui/time";
import { useNow } from "../../ui/useNow";
import { writePart, writeRound } from "./Charts";
import { findShares } from "./points";

const COLUMNS = [
  "time",
  "viewers",
  "stayed",
  "joins",
  "leaves",
  "messages",
  "claps",
  "stalls",
  "failures",
] as const;

/** All that the charts draw, for whoever reads better than they see. */
export function PointTable({ audience }: { audience: Audience }) {
  return (
    <details className="audience-table">
      <summary>{t("audience.asTable")}</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys */}
      <section className="table-box" tabIndex={0} aria-label={t("audience.asTable")}>
        <table>
          <thead>
            <tr>
              {COLUMNS.map((name) => (
                <th key={name} scope="col">
                  {t(`audience.${name}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {audience.points.map((point) => (
              <tr key={point.at}>
                <th scope="row">{formatLength(point.at * 1000)}</th>
                <td>{writeRound(point.viewers)}</td>
                <td>{point.retention === null ? "–" : writePart(point.retention)}</td>
                <td>{formatCount(point.joins)}</td>
                <td>{formatCount(point.leaves)}</td>
                <td>{formatCount(point.messages)}</td>
                <td>{formatCount(point.claps)}</td>
                <td>{formatCount(point.stalls)}</td>
                <td>{formatCount(point.failures)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </details>
  );
}

/** The artist's shows side by side; `here` is the one that the page is about. */
export function ShowTable({ shows, here }: { shows: readonly AudienceTotals[]; here: string }) {
  const now = useNow();
  const shares = findShares(shows);
  return (
    <div className="panel">
      <h2 id="shows">{t("audience.shows")}</h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys */}
      <section className="table-box" tabIndex={0} aria-labelledby="shows">
        <table className="show-table">
          <thead>
            <tr>
              {(["show", "length", "peak", "average", "minutes"] as const).map((name) => (
                <th key={name} scope="col">
                  {t(`audience.${name}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shows.map((show, at) => (
              <tr key={show.livestream_id} aria-current={show.livestream_id === here ? "true" : undefined}>
                <th scope="row">
                  <a href={`/artist/livestreams/${show.livestream_id}/audience`}>
                    <bdi>{show.title}</bdi>
                  </a>
                  {show.started_at !== null && (
                    <span className="by">{formatMoment(show.started_at, now)}</span>
                  )}
                </th>
                <td>{describeLength(show.seconds * 1000)}</td>
                <td>{formatCount(show.peak)}</td>
                <td>{writeRound(show.average)}</td>
                <td>
                  {formatCount(Math.round(show.minutes_watched))}
                  <span
                    className="share"
                    aria-hidden="true"
                    style={{ inlineSize: `${(shares[at] ?? 0) * 100}%` }}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </div>
  );
}
