import type { ReactNode } from "preact/compat";
import type { Problem } from "../api/problem";
import { t } from "../i18n/t";

/** A refusal where it happened, read out at once. `onRetry`: asks once more, which helps nobody who must sign in first. */
export function ProblemNote(props: {
  problem: Problem;
  onRetry?: (() => void) | undefined;
  children?: ReactNode;
}) {
  const { problem, onRetry, children } = props;
  const rest = Object.values(problem.fields);
  return (
    <div className="note bad" role="alert">
      <p>{problem.message}</p>
      {rest.map((words) => (
        <p key={words}>{words}</p>
      ))}
      {children}
      {problem.code === "not_signed_in" && (
        <a className="button small" href={`/sign-in?next=${encodeURIComponent(location.pathname)}`}>
          {t("ui.signIn")}
        </a>
      )}
      {onRetry && problem.code !== "not_signed_in" && (
        <button type="button" className="button small" onClick={onRetry}>
          {t("ui.again")}
        </button>
      )}
    </div>
  );
}
