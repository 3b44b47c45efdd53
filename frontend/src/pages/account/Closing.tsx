import { useCallback, useState } from "preact/compat";
import { closeAccount } from "../../api/calls";
import type { Account } from "../../api/types";
import { Field } from "../../ui/Field";
import { Form } from "../../ui/Form";
import { useNavigate } from "../../ui/routing";
import { useSubmit } from "../../ui/useSubmit";

/** The way out, with what goes and what stays said before. */
export function Closing({ account }: { account: Account }) {
  const navigate = useNavigate();
  const [sure, setSure] = useState(false);
  const { submit, pending, problem } = useSubmit(
    useCallback(
      async (data: FormData) => {
        await closeAccount(String(data.get("password") ?? ""));
        // Not before that page is there may it be known here, too: this one would ask to sign in.
        navigate("/closed", { replace: true });
      },
      [navigate],
    ),
  );
  return (
    <section className="panel" aria-labelledby="closing">
      <h2 id="closing">Close the account</h2>
      <p>
        {account.role === "artist"
          ? "Your livestreams, stream keys and access codes are deleted, and a show that is on ends. "
          : "Your sign-ins and access codes are deleted. "}
        The tokens that you hold are lost. That you were given them stays in the artists’ books, without your
        name. This cannot be undone.
      </p>
      <details className="more" onToggle={(event) => setSure(event.currentTarget.open)}>
        <summary>Close my account</summary>
        {sure && (
          <Form
            fields={["password"]}
            problem={problem}
            pending={pending}
            action="Close it for good"
            look="danger"
            onSubmit={submit}
          >
            {account.has_password ? (
              <Field
                label="Your password"
                name="password"
                type="password"
                autoComplete="current-password"
                required
                error={problem?.fields.password}
              />
            ) : (
              <p>You signed in without a password; if that was a while ago, do it once more first.</p>
            )}
          </Form>
        )}
      </details>
    </section>
  );
}
