import { useCallback, useEffect, useState } from "preact/compat";
import { resetPassword } from "../../api/calls";
import { takeMailedToken } from "../../session/mailed";
import { useSession } from "../../session/session";
import { Field } from "../../ui/Field";
import { Form } from "../../ui/Form";
import { useNavigate } from "../../ui/routing";
import { usePageTitle } from "../../ui/usePageTitle";
import { useSubmit } from "../../ui/useSubmit";

/** Where the link of a mail leads: a new password, and in. */
export function ResetPage() {
  usePageTitle("New password");
  const { enter } = useSession();
  const navigate = useNavigate();
  const [token, setToken] = useState<string | null>(null);
  useEffect(() => setToken((known) => known ?? takeMailedToken()), []);
  const { submit, pending, problem } = useSubmit(
    useCallback(
      async (data: FormData) => {
        const keep = data.get("remove") === null;
        enter(await resetPassword(token ?? "", String(data.get("password")), keep));
        navigate("/account", { replace: true });
      },
      [token, enter, navigate],
    ),
  );
  if (token === "") return <NoLink />;
  return (
    <div className="page narrow">
      <h1>Choose a new password</h1>
      <Form
        fields={["password"]}
        problem={problem}
        pending={pending}
        action="Save and sign in"
        onSubmit={submit}
        aside={<a href="/forgot">Have another link sent</a>}
      >
        <Field
          label="New password"
          name="password"
          type="password"
          autoComplete="new-password"
          hint="At least 8 characters. All your devices are signed out, and access codes end."
          required
          error={problem?.fields.password}
        />
        <label className="check">
          <input type="checkbox" name="remove" defaultChecked />
          <span>
            Remove passkeys and linked accounts, too
            <span className="hint">
              Leave this on if somebody else may have been in your account. You can add yours again.
            </span>
          </span>
        </label>
      </Form>
    </div>
  );
}

/** Opened by its plain address, or by a link that was cut off on the way. */
function NoLink() {
  return (
    <div className="page narrow">
      <h1>Choose a new password</h1>
      <p>
        This takes the link in the mail that we sent you. Open it there, or copy all of it into the address
        bar. It is good for an hour, and once.
      </p>
      <p className="form-actions">
        <a className="button primary" href="/forgot">
          Have a link sent
        </a>
        <a href="/sign-in">Sign in instead</a>
      </p>
    </div>
  );
}
