import { useCallback } from "react";
import { Link, Navigate, useSearchParams } from "react-router";
import { signIn } from "../api/calls";
import { readNext } from "../session/next";
import { useSession } from "../session/session";
import { Field } from "../ui/Field";
import { Form } from "../ui/Form";
import { usePageTitle } from "../ui/usePageTitle";
import { useSubmit } from "../ui/useSubmit";

export function SignInPage() {
  usePageTitle("Sign in");
  const { account, enter } = useSession();
  const [search] = useSearchParams();
  const { submit, pending, problem } = useSubmit(
    useCallback(
      async (data: FormData) => enter(await signIn(String(data.get("email")), String(data.get("password")))),
      [enter],
    ),
  );

  if (account) {
    const home = account.role === "artist" ? "/artist/livestreams" : "/livestreams";
    return <Navigate to={readNext(search, home)} replace />;
  }
  return (
    <div className="page narrow">
      <h1>Sign in</h1>
      <Form
        fields={["email", "password"]}
        problem={problem}
        pending={pending}
        action="Sign in"
        onSubmit={submit}
        aside={<Link to={{ pathname: "/register", search: search.toString() }}>Register instead</Link>}
      >
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
          autoComplete="current-password"
          required
          error={problem?.fields.password}
        />
      </Form>
    </div>
  );
}
