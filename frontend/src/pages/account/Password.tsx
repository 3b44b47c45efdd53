import { useCallback, useState } from "react";
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
  return (
    <section className="panel" aria-labelledby="password">
      <h2 id="password">Password</h2>
      <Form
        key={turn}
        fields={["current_password", "password"]}
        problem={problem}
        pending={pending}
        action={account.has_password ? "Change password" : "Set password"}
        onSubmit={submit}
        aside={<Said words={turn > 0 ? "Changed. All your other devices are signed out." : ""} />}
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
          hint="At least 8 characters. All your other devices are signed out; passkeys and access tokens stay."
          required
          error={problem?.fields.password}
        />
      </Form>
    </section>
  );
}
