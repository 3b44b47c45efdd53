import { useState } from "preact/compat";
import { listMarkers } from "../../api/calls";
import { audienceTable, compareAudiences } from "../../api/studioCalls";
import type { Audience } from "../../api/types";
import { withMarked } from "../../channel/marked";
import { t } from "../../i18n/t";
import { countTokens, formatCount } from "../../ui/counts";
import { ProblemNote } from "../../ui/ProblemNote";
import { useParams } from "../../ui/routing";
import { describeLength } from "../../ui/time";
import { usePageTitle } from "../../ui/usePageTitle";
import { useRead } from "../../ui/useRead";
import { Waiting } from "../../ui/Waiting";
import { NotFoundPage } from "../NotFoundPage";
import { StudioHead } from "../studio/StudioHead";
import { Charts, writeRound } from "./Charts";
import { Origins } from "./Origins";
import { Renditions } from "./Renditions";
import { PointTable, ShowTable } from "./Tables";
import { useAudience } from "./useAudience";
import "../../styles/audience.css";

/** Who watched a show, how long, and when they went. */
export function AudiencePage() {
  const { id = "" } = useParams();
  return <Shown key={id} id={id} />;
}

function Shown({ id }: { id: string }) {
  const { audience, problem, retry, turn, marked } = useAudience(id);
  const [readMarkers] = useState(() => (signal: AbortSignal) => listMarkers(id, signal));
  const [markers] = useRead(readMarkers, turn);
  const [shows] = useRead(compareAudiences);
  const live = audience?.status === "live" || audience?.status === "scheduled";
  usePageTitle(audience ? t("audience.titleOf", { title: audience.title }) : t("audience.title"));
  if (problem?.status === 404)
    return <NotFoundPage title={t("control.missing")} words={t("control.missingWords")} />;
  const others = shows?.shows ?? [];
  return (
    <div className="page account studio-room audience">
      <StudioHead
        back={<a href={`/artist/livestreams/${id}`}>{t("audience.controlRoom")}</a>}
        title={audience ? <bdi>{t("audience.titleOf", { title: audience.title })}</bdi> : t("audience.title")}
        lead={t("audience.lead")}
      />
      {problem && <ProblemNote problem={problem} onRetry={audience === null ? retry : undefined} />}
      {audience === null && !problem && <Waiting what={t("audience.loading")} />}
      {audience && audience.started_at === null && <Empty id={id} />}
      {audience && audience.started_at !== null && (
        <>
          <Figures audience={audience} />
          <section className="panel" aria-labelledby="over">
            <h2 id="over">{t("audience.over")}</h2>
            {audience.points.length === 0 ? (
              <p className="by">{t(live ? "audience.soon" : "audience.nobody")}</p>
            ) : (
              <>
                <Charts audience={audience} markers={withMarked(markers ?? [], id, marked)} />
                <PointTable audience={audience} />
                <p className="form-actions">
                  <a className="button" href={audienceTable(id)} download>
                    {t("audience.csv")}
                  </a>
                </p>
              </>
            )}
          </section>
          <Renditions id={id} renditions={audience.renditions} />
          <Origins id={id} came={audience.came_from} />
        </>
      )}
      {others.length > 1 && <ShowTable shows={others} here={id} />}
    </div>
  );
}

function Empty({ id }: { id: string }) {
  return (
    <section className="panel">
      <h2>{t("audience.empty")}</h2>
      <p>{t("audience.emptyWords")}</p>
      <p className="form-actions">
        <a className="button primary" href={`/artist/livestreams/${id}`}>
          {t("audience.toControl")}
        </a>
      </p>
    </section>
  );
}

function Figures({ audience }: { audience: Audience }) {
  const {
    status,
    now,
    peak,
    unique,
    average,
    minutes_watched,
    joins,
    leaves,
    messages,
    tips,
    claps,
    seconds,
  } = audience;
  const figures: [string, string][] = [
    [t("audience.peak"), formatCount(peak)],
    [t("audience.unique"), unique === null ? "–" : formatCount(unique)],
    [t("audience.average"), writeRound(average)],
    [t("audience.minutes"), formatCount(Math.round(minutes_watched))],
    [t("audience.joins"), formatCount(joins)],
    [t("audience.leaves"), formatCount(leaves)],
    [t("audience.messages"), formatCount(messages)],
    [t("audience.claps"), formatCount(claps)],
    [t("audience.tips"), tips.count === 0 ? "0" : `${formatCount(tips.count)} · ${countTokens(tips.tokens)}`],
    [t("audience.length"), describeLength(seconds * 1000)],
  ];
  if (status === "live") figures.unshift([t("audience.now"), formatCount(now)]);
  return (
    <section className="panel" aria-label={t("audience.figures")}>
      <dl className="figures">
        {figures.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className="figure">{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
