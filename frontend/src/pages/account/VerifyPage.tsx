import { useCallback, useEffect, useRef, useState } from "react";
import { Link } from "react-router";
import { verifyEmail } from "../../api/calls";
import type { Confirmed } from "../../api/types";
import { takeMailedToken } from "../../session/mailed";
import { useSession } from "../../session/session";
import { findWanted } from "../../session/wanted";
import { Field } from "../../ui/Field";
import { Form } from "../../ui/Form";
import { ProblemNote } from "../../ui/ProblemNote";
import { usePageTitle } from "../../ui/usePageTitle";
import { useSubmit } from "../../ui/useSubmit";
import { Waiting } from "../../ui/Waiting";

/**
 * Where the link of a mail leads: whoever opens it reads that address. Somebody else may have registered with it, so
 * whoever is neither signed in nor knows the password asks for another one, which turns everybody else out.
 */
export function VerifyPage() {
  usePageTitle("Confirm your address");
  const { account, enter } = useSession();
  const [token, setToken] = useState<string | null>(null);
  useEffect(() => setToken((known) => known ?? takeMailedToken()), []);
  const [confirmed, setConfirmed] = useState<Confirmed | null>(null);
  const { submit, pending, problem } = useSubmit(
    useCallback(
      async (password: string | null) => setConfirmed(await verifyEmail(token ?? "", password)),
      [token],
    ),
  );

  // Whoever is signed in has nothing more to say.
  const asked = useRef(false);
  useEffect(() => {
    if (token === null || !account || asked.current) return;
    asked.current = true;
    void submit(null);
  }, [token, account, submit]);

  useEffect(() => {
    if (confirmed && account?.id === confirmed.account.id && account !== confirmed.account) {
      enter(confirmed.account);
    }
  }, [confirmed, account, enter]);

  if (confirmed) return <Done confirmed={confirmed} signedIn={!!account} />;
  const over = problem?.code === "link_void";
  const unknown =
    account === null || problem?.code === "password_needed" || problem?.code === "wrong_password";
  return (
    <div className="page narrow">
      <h1>Confirm your address</h1>
      {over && (
        <>
          <ProblemNote problem={problem} />
          <p>
            <Link to="/account#email">Have another link sent</Link>
          </p>
        </>
      )}
      {!over && unknown && (
        <Form
          fields={["password"]}
          problem={problem?.code === "password_needed" ? null : problem}
          pending={pending}
          action="Confirm"
          onSubmit={(data) => void submit(String(data.get("password")))}
          aside={<Link to="/forgot">I did not choose one</Link>}
        >
          <Field
            label="The password you registered with"
            name="password"
            type="password"
            autoComplete="current-password"
            required
            error={problem?.fields.password}
          />
        </Form>
      )}
      {!over &&
        account !== null &&
        (problem ? <ProblemNote problem={problem} /> : <Waiting what="One moment" />)}
    </div>
  );
}

function Done({ confirmed: { account }, signedIn }: { confirmed: Confirmed; signedIn: boolean }) {
  const wanted = findWanted();
  const [next, words] =
    wanted !== null
      ? [wanted, "Back to the livestream"]
      : account.role === "artist"
        ? ["/artist/livestreams", "Go to the Studio"]
        : ["/livestreams", "All livestreams"];
  return (
    <div className="page narrow">
      <h1>Your address is confirmed</h1>
      <p>
        <b>{account.email}</b> is yours. What others gave to this address is in your account now.
      </p>
      <p className="form-actions">
        <Link className="button primary" to={signedIn ? next : `/sign-in?next=${encodeURIComponent(next)}`}>
          {signedIn ? words : "Sign in"}
        </Link>
      </p>
    </div>
  );
}
