import type { Audience, Marker } from "../../api/types";
import { t } from "../../i18n/t";
import { region } from "../../ui/time";
import { roundUp } from "../control/history";
import { OverTime } from "./OverTime";
import { findMost, gather, toLine } from "./points";

export const writeRound = (value: number) =>
  new Intl.NumberFormat(region(), { maximumFractionDigits: 1 }).format(value);

/** Those who come and go are few in ten seconds: more can be told from each other. */
const STRETCHES = 40;

export const writePart = (value: number) =>
  new Intl.NumberFormat(region(), { style: "percent", maximumFractionDigits: 0 }).format(value);

const add = (points: Audience["points"], figure: "stalls" | "failures") =>
  points.reduce((sum, point) => sum + point[figure], 0);

/** A show's audience over its time: who was there, how many of those stayed, who came and went, how it played. */
export function Charts({ audience, markers }: { audience: Audience; markers: readonly Marker[] }) {
  const { points, every, seconds, peak, average, joins, leaves, renditions } = audience;
  const to = Math.max(seconds, every) * 1000;
  const marks = markers.map(({ at, title }) => ({ at: at * 1000, title }));
  const line = (figure: Parameters<typeof toLine>[2]) => toLine(points, every, figure);
  const last = points.at(-1)?.retention ?? null;
  return (
    <>
      <OverTime
        title={t("audience.viewers")}
        to={to}
        marks={marks}
        top={roundUp(Math.max(peak, findMost(line("viewers"))))}
        write={writeRound}
        says={t("audience.viewersSay", { peak: writeRound(peak), average: writeRound(average) })}
        drawn={[
          { name: t("audience.viewers"), line: line("viewers"), tone: "main" },
          { name: t("audience.claps"), line: line("claps"), tone: "claps" },
          { name: t("audience.messages"), line: line("messages"), tone: "messages" },
        ]}
      />
      <div className="charts-pair">
        <OverTime
          title={t("audience.retention")}
          to={to}
          marks={marks}
          top={1}
          write={writePart}
          says={t("audience.retentionSays", { part: last === null ? "–" : writePart(last) })}
          drawn={[{ name: t("audience.stayed"), line: line("retention"), tone: "main" }]}
        />
        <OverTime
          title={t("audience.comings")}
          to={to}
          marks={marks}
          write={writeRound}
          says={t("audience.comingsSay", { joins: writeRound(joins), leaves: writeRound(leaves) })}
          drawn={[
            { name: t("audience.joins"), line: gather(line("joins"), STRETCHES), tone: "main" },
            { name: t("audience.leaves"), line: gather(line("leaves"), STRETCHES), tone: "other" },
          ]}
        />
      </div>
      {renditions.length > 0 && (
        <OverTime
          title={t("audience.troubles")}
          to={to}
          marks={marks}
          write={writeRound}
          says={t("audience.troublesSay", {
            stalls: writeRound(add(points, "stalls")),
            failures: writeRound(add(points, "failures")),
          })}
          drawn={[
            { name: t("audience.stalls"), line: gather(line("stalls"), STRETCHES), tone: "main" },
            { name: t("audience.failures"), line: gather(line("failures"), STRETCHES), tone: "other" },
          ]}
        />
      )}
    </>
  );
}
