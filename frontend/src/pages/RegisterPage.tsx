import { useCallback } from "preact/compat";
import type { AccountDraft } from "../api/types";
import { readNext } from "../session/next";
import { registerAndEnter } from "../session/register";
import { useSession } from "../session/session";
import { Unknown } from "../session/Unknown";
import { Field } from "../ui/Field";
import { Form } from "../ui/Form";
import { Navigate, useSearchParams } from "../ui/routing";
import { usePageTitle } from "../ui/usePageTitle";
import { useSubmit } from "../ui/useSubmit";

const FIELDS = ["display_name", "email", "password", "role"] as const;

export function RegisterPage() {
  usePageTitle("Register");
  const { account, silent, enter } = useSession();
  const [search] = useSearchParams();
  const { submit, pending, problem } = useSubmit(
    useCallback(
      async (data: FormData) => {
        const [display_name, email, password, role] = FIELDS.map((name) => String(data.get(name) ?? ""));
        enter(await registerAndEnter({ display_name, email, password, role } as AccountDraft));
      },
      [enter],
    ),
  );

  if (account) {
    const home = account.role === "artist" ? "/artist/livestreams" : "/livestreams";
    return <Navigate to={readNext(search, home)} replace />;
  }
  // Who is here already is not shown a form for a moment.
  if (account === undefined && !silent) return <Unknown what="One moment" />;
  return (
    <div className="page narrow">
      <h1>Register</h1>
      <Form
        fields={FIELDS}
        problem={problem}
        pending={pending}
        action="Register"
        onSubmit={submit}
        aside={<a href={`/sign-in?${search}`}>Sign in instead</a>}
      >
        <fieldset className="choice">
          <legend>I am here to</legend>
          <label>
            <input type="radio" name="role" value="fan" defaultChecked={!search.has("artist")} /> Watch
          </label>
          <label>
            <input type="radio" name="role" value="artist" defaultChecked={search.has("artist")} /> Perform
          </label>
          {problem?.fields.role && <p className="field-error">{problem.fields.role}</p>}
        </fieldset>
        <Field
          label="Name"
          name="display_name"
          autoComplete="name"
          hint="What others see. For an artist: the name on the bill."
          required
          error={problem?.fields.display_name}
        />
        <Field
          label="E-mail"
          name="email"
          type="email"
          autoComplete="username"
          required
          error={problem?.fields.email}
        />
        <Field
          label="Password"
          name="password"
          type="password"
          autoComplete="new-password"
          hint="At least 8 characters."
          required
          error={problem?.fields.password}
        />
      </Form>
    </div>
  );
}
