import type { Audience, AudienceTotals } from "../../api/types";
import { t } from "../../i18n/t";
import { formatCount } from "../../ui/counts";
import { describeLength, formatLength, formatMoment } from "../../ui/time";
import { useNow } from "../../ui/useNow";
import { writePart, writeRound } from "./Charts";
import { DataTable } from "./DataTable";
import { findShares } from "./points";

const POINT_COLUMNS = [
  "audience.time",
  "audience.viewers",
  "audience.stayed",
  "audience.joins",
  "audience.leaves",
  "audience.messages",
  "audience.claps",
  "audience.stalls",
  "audience.failures",
] as const;
const SHOW_COLUMNS = [
  "audience.show",
  "audience.length",
  "audience.peak",
  "audience.average",
  "audience.minutes",
] as const;

/** All that the charts draw, for whoever reads better than they see. */
export function PointTable({ audience }: { audience: Audience }) {
  return (
    <details className="audience-table">
      <summary>{t("audience.asTable")}</summary>
      <DataTable label={t("audience.asTable")} columns={POINT_COLUMNS}>
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
      </DataTable>
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
      <DataTable labelledBy="shows" className="show-table" columns={SHOW_COLUMNS}>
        {shows.map((show, at) => (
          <tr key={show.livestream_id} aria-current={show.livestream_id === here ? "true" : undefined}>
            <th scope="row">
              <a href={`/artist/livestreams/${show.livestream_id}/audience`}>
                <bdi>{show.title}</bdi>
              </a>
              {show.started_at !== null && <span className="by">{formatMoment(show.started_at, now)}</span>}
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
      </DataTable>
    </div>
  );
}
