import type { ReactNode } from "preact/compat";
import { useEffect, useState } from "preact/compat";
import { readOperator } from "../../api/studioCalls";
import type { Operator } from "../../api/types";
import { pollLobby } from "../../channel/polls";
import { useChannel } from "../../channel/useChannel";
import { t } from "../../i18n/t";
import { useSession } from "../../session/session";
import { Unknown } from "../../session/Unknown";
import { formatCount } from "../../ui/counts";
import { LinkNote } from "../../ui/LinkNote";
import { ProblemNote } from "../../ui/ProblemNote";
import { Navigate } from "../../ui/routing";
import { useNow } from "../../ui/useNow";
import { usePageTitle } from "../../ui/usePageTitle";
import { useRead } from "../../ui/useRead";
import { Waiting } from "../../ui/Waiting";
import { Outbox } from "./Outbox";
import { Nodes, WebProcesses } from "./Processes";
import { Shows } from "./Shows";
import { Troubles } from "./Troubles";
import "../../styles/operator.css";

/** Processes say so often how they are, and there is nothing new before. */
const EVERY_MS = 5_000;

/** How the whole platform is, for who looks after it. */
export function OperatorPage() {
  const { account } = useSession();
  usePageTitle(t("operator.title"));
  if (account === undefined) return <Unknown what={t("operator.loading")} />;
  if (account === null) return <Navigate to="/sign-in?next=%2Foperator" replace />;
  if (account.operator) return <Shown />;
  return (
    <div className="page">
      <div className="empty-stage">
        <h1>{t("operator.notYou")}</h1>
        <p>{t("operator.notYouWhy")}</p>
        <a href="/livestreams" className="button">
          {t("errors.all")}
        </a>
      </div>
    </div>
  );
}

function Shown() {
  const { board, link } = useChannel("/ws/livestreams", pollLobby);
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    const look = () => {
      if (!document.hidden) setTurn((count) => count + 1);
    };
    const timer = setInterval(look, EVERY_MS);
    document.addEventListener("visibilitychange", look);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", look);
    };
  }, []);
  // What begins, stops or waits is seen at once, and not with the next look.
  const shows = [...board.livestreams.values()].filter(({ status }) => status === "live");
  const news = shows.map(({ id, interrupted_until }) => `${id} ${interrupted_until}`).join();
  const [operator, problem, again] = useRead(readOperator, `${turn} ${news}`);
  return (
    <div className="page account operator">
      <header className="page-head">
        <div>
          <h1>{t("operator.title")}</h1>
          <p className="quiet">{t("operator.lead")}</p>
        </div>
      </header>
      {problem && <ProblemNote problem={problem} onRetry={operator === null ? again : undefined} />}
      {operator === null && !problem && <Waiting what={t("operator.loading")} />}
      {operator && <All operator={operator} />}
      <LinkNote link={link} />
    </div>
  );
}

function All({ operator }: { operator: Operator }) {
  const now = useNow();
  const { problems, shows, nodes, web, outbox } = operator;
  const sum = (counts: readonly number[]) => formatCount(counts.reduce((all, one) => all + one, 0));
  const figures: [string, string][] = [
    [t("operator.shows"), formatCount(shows.length)],
    [t("operator.viewers"), sum(web.map(({ viewers }) => viewers))],
    [t("operator.publishers"), sum(nodes.map(({ publishers }) => publishers))],
    [t("operator.recordings"), sum(nodes.map(({ recordings }) => recordings))],
    [t("operator.version"), operator.version],
  ];
  return (
    <>
      <p className="visually-hidden" role="status">
        {problems.length === 0 ? t("operator.well") : t("operator.troubles", { count: problems.length })}
      </p>
      <Troubles problems={problems} />
      <section className="panel" aria-label={t("operator.figures")}>
        <dl className="figures">
          {figures.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd className="figure">{value}</dd>
            </div>
          ))}
        </dl>
      </section>
      <Part id="shows" title={t("operator.showsOn")}>
        <Shows shows={shows} now={now} />
      </Part>
      <Part id="nodes" title={t("operator.nodes")}>
        <Nodes nodes={nodes} shows={shows} now={now} />
      </Part>
      <Part id="web" title={t("operator.web")}>
        <WebProcesses web={web} now={now} />
      </Part>
      <Part id="outbox" title={t("operator.outbox")}>
        <Outbox outbox={outbox} />
      </Part>
    </>
  );
}

function Part({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section className="panel" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {children}
    </section>
  );
}
