import "./embed.css";
import { type ReactNode, useCallback, useEffect, useState } from "preact/compat";
import { askTicket } from "../../api/calls";
import { Problem } from "../../api/problem";
import { t } from "../../i18n/t";
import { useSession } from "../../session/session";
import { ProblemNote } from "../../ui/ProblemNote";
import { useParams } from "../../ui/routing";
import { usePageTitle } from "../../ui/usePageTitle";
import { GatePage } from "../watch/GatePage";
import { pageOf } from "./address";
import { entranceOf, handOver } from "./entrance";

/** What those lack who may not watch: the gate says it, and how to get it. */
const LACKS: ReadonlySet<string> = new Set(["not_enough_tokens", "blocked", "balances_unavailable"]);

/** A window that a frame on another site has opened: whoever is signed in here, or signs in, is let in there. */
export function EnterPage() {
  const { id = "" } = useParams();
  const { account } = useSession();
  usePageTitle(t("embed.enter"));
  const [handed, setHanded] = useState<boolean | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const ask = useCallback(() => {
    setProblem(null);
    askTicket(id).then(
      ({ ticket }) => {
        const taken = handOver(id, ticket);
        setHanded(taken);
        if (taken) close();
      },
      (error: unknown) => error instanceof Problem && setProblem(error),
    );
  }, [id]);
  const mine = account?.id;
  useEffect(() => {
    if (mine !== undefined) ask();
  }, [mine, ask]);

  if (account === null) return <GatePage id={id} signedOut onChange={ask} back={entranceOf(id)} />;
  if (problem !== null && LACKS.has(problem.code))
    return <GatePage id={id} signedOut={false} onChange={ask} back={entranceOf(id)} />;
  if (problem !== null)
    return (
      <Frame>
        <ProblemNote problem={problem} onRetry={ask} />
      </Frame>
    );
  if (handed === null)
    return (
      <Frame>
        <p role="status">{t("embed.opening")}</p>
      </Frame>
    );
  return (
    <Frame>
      <h1>{t(handed ? "embed.entered" : "embed.lost")}</h1>
      <p>{t(handed ? "embed.closeThis" : "embed.pressAgain")}</p>
      <p className="form-actions">
        <a className="button" href={pageOf(id)}>
          {t("embed.openPage")}
        </a>
      </p>
    </Frame>
  );
}

function Frame({ children }: { children: ReactNode }) {
  return <main className="page embed-enter">{children}</main>;
}
