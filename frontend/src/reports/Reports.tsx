import { type RefObject, useEffect, useRef, useState } from "preact/compat";
import type { Livestream } from "../api/types";
import { serverClock } from "../channel/serverClock";
import { t } from "../i18n/t";
import type { StageHandle } from "../player/Player";
import type { Seen } from "../player/useReports";
import { Check } from "../ui/Check";
import { chooseReporting, isRefusedByBrowser, isReporting } from "./consent";
import { Reporter } from "./reporter";
import "./reports.css";

/** Says how this page watches, and lets its viewer have it say nothing. */
export function Reports(props: {
  livestream: Livestream;
  /** What the stage has shown and nobody has read. */
  seen: RefObject<Seen[]>;
  stage: RefObject<StageHandle | null>;
}) {
  const { livestream, seen, stage } = props;
  const { id, status, started_at, interrupted_until } = livestream;
  const [opened] = useState(() => isOpenedFor(started_at));
  const [on, setOn] = useState(isReporting);
  const reporter = useRef<Reporter | null>(null);
  const live = status === "live";
  useEffect(() => {
    if (!on || !live) return;
    const current = new Reporter(
      id,
      {
        takeSeen: () => seen.current?.splice(0) ?? [],
        readLatency: () => {
          const date = stage.current?.readFigures().date ?? null;
          return date === null ? null : serverClock.read(performance.now(), Date.now()) - date;
        },
      },
      opened ? 0 : null,
    );
    reporter.current = current;
    return () => {
      reporter.current = null;
      current.end(isReporting());
    };
  }, [id, on, live, opened, seen, stage]);
  const away = interrupted_until !== null;
  // After the one above, so that a new one hears it, too.
  // biome-ignore lint/correctness/useExhaustiveDependencies: each new one is told
  useEffect(() => reporter.current?.interrupt(away), [away, on, live]);
  const refused = isRefusedByBrowser();
  return (
    <section className="watch-reports" aria-label={t("reports.title")}>
      <Check
        label={t("reports.tell")}
        hint={t(refused ? "reports.refused" : "reports.what")}
        checked={on}
        disabled={refused}
        onChange={({ currentTarget: { checked } }) => {
          chooseReporting(checked);
          setOn(checked);
        }}
      />
    </section>
  );
}

/** The first show that this page was for, as it was opened. */
let first = true;

/** The page was opened to see what was live already, and its first picture was asked for then. */
function isOpenedFor(started: string | null): boolean {
  const [opening] = performance.getEntriesByType("navigation");
  const here = first && opening !== undefined && new URL(opening.name).pathname === location.pathname;
  first = false;
  const now = serverClock.read(performance.now(), Date.now());
  return here && started !== null && Date.parse(started) <= now - performance.now();
}
