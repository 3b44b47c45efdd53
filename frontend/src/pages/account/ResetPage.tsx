import { useCallback, useEffect, useState } from "react";
import { Link, useNavigate } from "react-router";
import { resetPassword } from "../../api/calls";
import { takeMailedToken } from "../../session/mailed";
import { useSession } from "../../session/session";
import { Field } from "../../ui/Field";
import { Form } from "../../ui/Form";
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
        enter(await resetPassword(token ?? "", String(data.get("password"))));
        navigate("/account", { replace: true });
      },
      [token, enter, navigate],
    ),
  );
  return (
    <div className="page narrow">
      <h1>Choose a new password</h1>
      <Form
        fields={["password"]}
        problem={problem}
        pending={pending}
        action="Save and sign in"
        onSubmit={submit}
        aside={<Link to="/forgot">Have another link sent</Link>}
      >
        <Field
          label="New password"
          name="password"
          type="password"
          autoComplete="new-password"
          hint="At least 8 characters. All your devices are signed out."
          required
          error={problem?.fields.password}
        />
      </Form>
    </div>
  );
}
