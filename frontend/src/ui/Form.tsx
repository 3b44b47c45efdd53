import { type FormEvent, type ReactNode, useEffect, useRef } from "preact/compat";
import type { Problem } from "../api/problem";
import { ProblemNote } from "./ProblemNote";

/** A form whose refusals stand next to their fields; those that belong to no field stand above the button. */
export function Form(props: {
  fields: readonly string[];
  problem: Problem | null;
  pending: boolean;
  action: string;
  onSubmit: (data: FormData) => unknown;
  children: ReactNode;
  aside?: ReactNode;
  /** `danger`: what it does cannot be taken back. `plain`: one of several ways. */
  look?: "primary" | "danger" | "plain";
  /** Its fields are empty again once it is done (`onSubmit` gives true): it is for another one, or held a password. */
  empties?: boolean;
}) {
  const { fields, problem, pending, action, onSubmit, children, aside, look = "primary", empties } = props;
  const form = useRef<HTMLFormElement>(null);
  const placed = problem !== null && fields.some((name) => name in problem.fields);

  useEffect(() => {
    if (problem !== null) form.current?.querySelector<HTMLElement>("[aria-invalid]")?.focus();
  }, [problem]);

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const { currentTarget } = event;
    void Promise.resolve(onSubmit(new FormData(currentTarget))).then((done) => {
      if (empties && done === true) currentTarget.reset();
    });
  };

  return (
    <form className="form" ref={form} onSubmit={submit} noValidate>
      {children}
      {problem !== null && !placed && <ProblemNote problem={problem} />}
      <div className="form-actions">
        <button type="submit" className={`button ${look}`} aria-disabled={pending}>
          {action}
        </button>
        {aside}
      </div>
    </form>
  );
}
