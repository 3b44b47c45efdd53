import type { ReactNode } from "react";
import type { Problem } from "../api/problem";

/** A refusal where it happened, read out at once. */
export function ProblemNote({ problem, children }: { problem: Problem; children?: ReactNode }) {
  const rest = Object.values(problem.fields);
  return (
    <div className="note bad" role="alert">
      <p>{problem.message}</p>
      {rest.map((words) => (
        <p key={words}>{words}</p>
      ))}
      {children}
    </div>
  );
}
