import { useCallback, useEffect, useRef, useState } from "preact/compat";
import { changePassword } from "../../api/calls";
import type { Account } from "../../api/types";
import { useSession } from "../../session/session";
import { Field } from "../../ui/Field";
import { Form } from "../../ui/Form";
import { Said } from "../../ui/Said";
import { useSubmit } from "../../ui/useSubmit";

/** Another password, or a first one where there is none. */
export function Password({ account, onChanged }: { account: Account; onChanged: () => void }) {
  const { enter } = useSession();
  const [turn, setTurn] = useState(0);
  const { submit, pending, problem } = useSubmit(
    useCallback(
      async (data: FormData) => {
        const current = String(data.get("current_password") ?? "");
        enter(await changePassword(String(data.get("password")), current));
        setTurn((count) => count + 1);
        onChanged();
      },
      [enter, onChanged],
    ),
  );
  // The form folds up with what was typed; the keyboard goes on above it.
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (turn > 0) head.current?.focus();
  }, [turn]);
  return (
    <section className="panel" aria-labelledby="password">
      <h2 id="password" tabIndex={-1} ref={head}>
        Password
      </h2>
      <p className="quiet">
        {account.has_password
          ? "With a new one, all your other devices are signed out."
          : "You have none: you sign in another way."}
      </p>
      <Said words={turn > 0 ? "Changed. All your other devices are signed out." : ""} />
      <details className="more" key={turn}>
        <summary>{account.has_password ? "Change the password" : "Choose one"}</summary>
        <Form
          fields={["current_password", "password"]}
          problem={problem}
          pending={pending}
          action={account.has_password ? "Save the new password" : "Save the password"}
          onSubmit={submit}
        >
          {/* Password managers want to know whose it is. */}
          <input type="hidden" name="username" autoComplete="username" value={account.email} readOnly />
          {account.has_password && (
            <Field
              label="Current password"
              name="current_password"
              type="password"
              autoComplete="current-password"
              required
              error={problem?.fields.current_password}
            />
          )}
          <Field
            label="New password"
            name="password"
            type="password"
            autoComplete="new-password"
            hint="At least 8 characters. Passkeys and access codes stay."
            required
            error={problem?.fields.password}
          />
        </Form>
      </details>
    </section>
  );
}
