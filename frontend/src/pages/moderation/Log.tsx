import { useCallback } from "preact/compat";
import { readActs } from "../../api/keeping";
import { t } from "../../i18n/t";
import { More } from "../../ui/More";
import { ProblemNote } from "../../ui/ProblemNote";
import { formatTime } from "../../ui/time";
import { usePages } from "../../ui/usePages";
import { Waiting } from "../../ui/Waiting";
import { describeAct, quoteAct } from "./log";

/** Who did what to keep the room pleasant, the last first. Nothing of it is ever changed. */
export function Log({ livestream, version }: { livestream: string; version: unknown }) {
  const read = useCallback(
    (signal?: AbortSignal, cursor?: string | null) => readActs(livestream, signal, cursor),
    [livestream],
  );
  const { pages, more, pending, problem, again } = usePages(read, version);
  const acts = pages?.flatMap((page) => page.acts) ?? [];
  return (
    <>
      {problem && <ProblemNote problem={problem} onRetry={pages === null ? again : undefined} />}
      {pages === null && !problem && <Waiting what={t("moderation.loading")} />}
      {pages !== null && acts.length === 0 && <p className="quiet">{t("moderation.logNone")}</p>}
      <ol className="desk-log">
        {acts.map((act) => {
          const quote = quoteAct(act);
          return (
            <li key={act.id}>
              <time className="desk-time figure" dateTime={act.at}>
                {formatTime(act.at)}
              </time>
              <p>
                <b>
                  <bdi>{act.by?.display_name ?? t("moderation.somebody")}</bdi>
                </b>{" "}
                {describeAct(act)}
                {quote !== null && (
                  <q className="desk-quote" dir="auto">
                    {quote}
                  </q>
                )}
              </p>
            </li>
          );
        })}
      </ol>
      <More more={more} pending={pending} />
    </>
  );
}
