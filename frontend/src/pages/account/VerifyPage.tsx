import { useCallback, useEffect, useRef, useState } from "preact/compat";
import { verifyEmail } from "../../api/calls";
import type { Account, Confirmed } from "../../api/types";
import { T } from "../../i18n/T";
import { t } from "../../i18n/t";
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
  usePageTitle(t("account.confirm"));
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
      <h1>{t("account.confirm")}</h1>
      {over && (
        <>
          <ProblemNote problem={problem} />
          <p>
            <a href="/account#email">{t("account.anotherLink")}</a>
          </p>
        </>
      )}
      {!over && unknown && (
        <Form
          fields={["password"]}
          problem={problem?.code === "password_needed" ? null : problem}
          pending={pending}
          action={t("account.confirmAct")}
          onSubmit={(data) => void submit(String(data.get("password")))}
          aside={<a href="/forgot">{t("account.choseNone")}</a>}
        >
          <Field
            label={t("account.registeredPassword")}
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
        (problem ? <ProblemNote problem={problem} /> : <Waiting what={t("account.moment")} />)}
    </div>
  );
}

/** Opened by its plain address, or by a link that was cut off on the way. */
function NoLink({ account }: { account: Account | null | undefined }) {
  if (account === undefined) return <Waiting what={t("account.moment")} />;
  if (account?.email_verified) {
    return (
      <div className="page narrow">
        <h1>{t("account.confirmedTitle")}</h1>
        <p>
          <T id="account.yours" email={<b>{account.email}</b>} />
        </p>
        <Onward role={account.role} signedIn />
      </div>
    );
  }
  return (
    <div className="page narrow">
      <h1>{t("account.confirm")}</h1>
      <p>{t("account.verifyNoLink")}</p>
      {account ? (
        <Verification account={account}>{t("account.linksEnd")}</Verification>
      ) : (
        <p className="form-actions">
          <a className="button primary" href="/sign-in?next=%2Fverify">
            {t("account.signInForLink")}
          </a>
        </p>
      )}
    </div>
  );
}

function Done({ confirmed: { account }, signedIn }: { confirmed: Confirmed; signedIn: boolean }) {
  return (
    <div className="page narrow">
      <h1>{t("account.confirmedTitle")}</h1>
      <p>
        <T id="account.yoursNow" email={<b>{account.email}</b>} />
      </p>
      <p>{t(account.role === "artist" ? "account.readyArtist" : "account.readyFan")}</p>
      <Onward role={account.role} signedIn={signedIn} />
    </div>
  );
}

/** Where somebody goes now: to the show that they came for, or to where their kind begins. */
function Onward({ role, signedIn }: { role: Account["role"]; signedIn: boolean }) {
  const wanted = findWanted();
  const [next, words] =
    wanted !== null
      ? [wanted, t("account.backToShow")]
      : role === "artist"
        ? ["/artist/livestreams", t("account.toStudio")]
        : ["/livestreams", t("account.all")];
  return (
    <p className="form-actions">
      <a className="button primary" href={signedIn ? next : `/sign-in?next=${encodeURIComponent(next)}`}>
        {signedIn ? words : t("account.signIn")}
      </a>
    </p>
  );
}
