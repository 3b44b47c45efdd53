import { useCallback, useState } from "react";
import { changeEmail, sendVerification } from "../../api/calls";
import type { Account } from "../../api/types";
import { Field } from "../../ui/Field";
import { Form } from "../../ui/Form";
import { ProblemNote } from "../../ui/ProblemNote";
import { Said } from "../../ui/Said";
import { useSubmit } from "../../ui/useSubmit";

/** The address: whether it is known to be theirs, and another one. */
export function Email({ account }: { account: Account }) {
  const [asked, setAsked] = useState("");
  const { submit, pending, problem } = useSubmit(
    useCallback(async (data: FormData) => {
      const email = String(data.get("email"));
      await changeEmail(email, String(data.get("password") ?? ""));
      setAsked(`Open the link in the mail to ${email}. Until then the old address stays.`);
    }, []),
  );
  return (
    <section className="panel" aria-labelledby="email">
      <h2 id="email">E-mail</h2>
      <p className="account-fact">
        <b>{account.email}</b>
        <span className="badge" data-tone={account.email_verified ? "good" : "warn"}>
          {account.email_verified ? "Confirmed" : "Not confirmed"}
        </span>
      </p>
      {!account.email_verified && <Verification />}
      <details className="more">
        <summary>Change the address</summary>
        <Form
          fields={["email", "password"]}
          problem={problem}
          pending={pending}
          action="Send the link"
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

function Verification() {
  const [sent, setSent] = useState("");
  const { submit, pending, problem } = useSubmit(
    useCallback(async () => {
      await sendVerification();
      setSent("It is on its way.");
    }, []),
  );
  return (
    <>
      <p>
        Open the link in the mail that we sent. What somebody gives to this address, and a new password where
        you forget yours, need it confirmed.
      </p>
      {problem && <ProblemNote problem={problem} />}
      <div className="form-actions">
        <button type="button" className="button" aria-disabled={pending} onClick={() => void submit()}>
          Send the mail again
        </button>
        <Said words={sent} />
      </div>
    </>
  );
}
