import { useCallback, useEffect, useRef, useState } from "preact/compat";
import { verifyEmail } from "../../api/calls";
import type { Account, Confirmed } from "../../api/types";
import { takeMailedToken } from "../../session/mailed";
import { useSession } from "../../session/session";
import { findWanted } from "../../session/wanted";
import { Field } from "../../ui/Field";
import { Form } from "../../ui/Form";
import { ProblemNote } from "../../ui/ProblemNote";
import { usePageTitle } from "../../ui/usePageTitle";
import { useSubmit } from "../../ui/useSubmit";
import { Waiting } from "../../ui/Waiting";
import { Verification } from "./Verification";

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
    if (token === null || token === "" || !account || asked.current) return;
    asked.current = true;
    void submit(null);
  }, [token, account, submit]);

  useEffect(() => {
    if (confirmed && account?.id === confirmed.account.id && account !== confirmed.account) {
      enter(confirmed.account);
    }
  }, [confirmed, account, enter]);

  if (confirmed) return <Done confirmed={confirmed} signedIn={!!account} />;
  if (token === "") return <NoLink account={account} />;
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
            <a href="/account#email">Have another link sent</a>
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
          aside={<a href="/forgot">I did not choose one</a>}
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

/** Opened by its plain address, or by a link that was cut off on the way. */
function NoLink({ account }: { account: Account | null | undefined }) {
  if (account === undefined) return <Waiting what="One moment" />;
  if (account?.email_verified) {
    return (
      <div className="page narrow">
        <h1>Your address is confirmed</h1>
        <p>
          <b>{account.email}</b> is yours; there is nothing left to do.
        </p>
        <Onward role={account.role} signedIn />
      </div>
    );
  }
  return (
    <div className="page narrow">
      <h1>Confirm your address</h1>
      <p>
        This takes the link in the mail that we sent you. Open it there, or copy all of it into the address
        bar. Is there no mail? Look among the spam, too.
      </p>
      {account ? (
        <Verification account={account}>Links of before end when another one is sent.</Verification>
      ) : (
        <p className="form-actions">
          <a className="button primary" href="/sign-in?next=%2Fverify">
            Sign in to have another one sent
          </a>
        </p>
      )}
    </div>
  );
}

function Done({ confirmed: { account }, signedIn }: { confirmed: Confirmed; signedIn: boolean }) {
  return (
    <div className="page narrow">
      <h1>Your address is confirmed</h1>
      <p>
        <b>{account.email}</b> is yours. If you ever lose your password, a link sent there lets you in again.
      </p>
      <p>
        {account.role === "artist"
          ? "All is ready for your first show: make a livestream, and connect OBS with its key."
          : "Tokens that artists gave to this address are in your account now, and open the shows that ask for them."}
      </p>
      <Onward role={account.role} signedIn={signedIn} />
    </div>
  );
}

/** Where somebody goes now: to the show that they came for, or to where their kind begins. */
function Onward({ role, signedIn }: { role: Account["role"]; signedIn: boolean }) {
  const wanted = findWanted();
  const [next, words] =
    wanted !== null
      ? [wanted, "Back to the livestream"]
      : role === "artist"
        ? ["/artist/livestreams", "Go to the Studio"]
        : ["/livestreams", "All livestreams"];
  return (
    <p className="form-actions">
      <a className="button primary" href={signedIn ? next : `/sign-in?next=${encodeURIComponent(next)}`}>
        {signedIn ? words : "Sign in"}
      </a>
    </p>
  );
}
