import type { Trouble } from "../../api/types";
import { t } from "../../i18n/t";
import { nameTrouble, wordTrouble } from "./troubles";

/** What should be mended, the worst first; or that there is nothing. */
export function Troubles({ problems }: { problems: readonly Trouble[] }) {
  if (problems.length === 0) return <p className="note good">{t("operator.well")}</p>;
  return (
    <section className="panel operator-troubles" aria-labelledby="troubles">
      <h2 id="troubles">{t("operator.troubles", { count: problems.length })}</h2>
      <ul>
        {problems.map((problem) => {
          const said = wordTrouble(problem);
          return (
            <li key={`${problem.code} ${problem.where} ${problem.part}`} className="note warn">
              <b>{nameTrouble(problem)}</b>
              {problem.where !== "" && (
                <span className="by">
                  <bdi>{problem.where}</bdi>
                </span>
              )}
              {/* What a process says of its parts it says in one language. */}
              {said === null ? <p lang="en">{problem.words}</p> : <p>{said}</p>}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
