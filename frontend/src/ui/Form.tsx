import { type FormEvent, type ReactNode, useEffect, useRef } from "react";
import type { Problem } from "../api/problem";
import { ProblemNote } from "./ProblemNote";

/** A form whose refusals stand next to their fields; those that belong to no field stand above the button. */
export function Form(props: {
  fields: readonly string[];
  problem: Problem | null;
  pending: boolean;
  action: string;
  onSubmit: (data: FormData) => void;
  children: ReactNode;
  aside?: ReactNode;
  /** What it does cannot be taken back. */
  danger?: boolean;
}) {
  const { fields, problem, pending, action, onSubmit, children, aside, danger } = props;
  const form = useRef<HTMLFormElement>(null);
  const placed = problem !== null && fields.some((name) => name in problem.fields);

  useEffect(() => {
    if (problem !== null) form.current?.querySelector<HTMLElement>("[aria-invalid]")?.focus();
  }, [problem]);

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    onSubmit(new FormData(event.currentTarget));
  };

  return (
    <form className="form" ref={form} onSubmit={submit} noValidate>
      {children}
      {problem !== null && !placed && <ProblemNote problem={problem} />}
      <div className="form-actions">
        <button type="submit" className={danger ? "button danger" : "button primary"} aria-disabled={pending}>
          {action}
        </button>
        {aside}
      </div>
    </form>
  );
}
