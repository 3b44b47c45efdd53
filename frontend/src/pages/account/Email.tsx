import { useCallback, useState } from "preact/compat";
import { changeEmail } from "../../api/calls";
import type { Account } from "../../api/types";
import { Field } from "../../ui/Field";
import { Form } from "../../ui/Form";
import { Said } from "../../ui/Said";
import { useSubmit } from "../../ui/useSubmit";
import { Verification } from "./Verification";

/** The address: whether it is known to be theirs, and another one. */
export function Email({ account }: { account: Account }) {
  const [asked, setAsked] = useState("");
  const { submit, pending, problem } = useSubmit(
    useCallback(async (data: FormData) => {
      const email = String(data.get("email"));
      await changeEmail(email, String(data.get("password") ?? ""));
      setAsked(`A mail is on its way to ${email}. Open its link; until then the old address stays.`);
    }, []),
  );
  return (
    <section className="panel" aria-labelledby="email">
      <h2 id="email">E-mail</h2>
      <p className="account-fact">
        <b>
          <bdi>{account.email}</bdi>
        </b>
        <span className="badge" data-tone={account.email_verified ? "good" : "warn"}>
          {account.email_verified ? "Confirmed" : "Not confirmed"}
        </span>
      </p>
      <Verification account={account}>
        Open its link to confirm the address: tokens that are given to it, and a new password if you forget
        yours, wait for that.
      </Verification>
      <details className="more">
        <summary>Change the address</summary>
        <Form
          fields={["email", "password"]}
          problem={problem}
          pending={pending}
          action="Send a link to it"
          empties
          onSubmit={submit}
          aside={<Said words={asked} />}
        >
          <Field
            label="New e-mail"
            name="email"
            type="email"
            autoComplete="email"
            required
            error={problem?.fields.email}
          />
          {account.has_password && (
            <Field
              label="Your password"
              name="password"
              type="password"
              autoComplete="current-password"
              required
              error={problem?.fields.password}
            />
          )}
        </Form>
      </details>
    </section>
  );
}
