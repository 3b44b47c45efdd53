import { useCallback, useEffect, useState } from "preact/compat";
import { signIn } from "../api/calls";
import type { SignInMethods } from "../api/types";
import { providerAddress, readMethods } from "../api/waysIn";
import { t } from "../i18n/t";
import { keepNext, readNext } from "../session/next";
import { knowsPasskeys } from "../session/passkeys";
import { readRefusal } from "../session/refusals";
import { useSession } from "../session/session";
import { Unknown } from "../session/Unknown";
import { usePasskeySignIn } from "../session/usePasskeySignIn";
import { Field } from "../ui/Field";
import { Form } from "../ui/Form";
import { ProblemNote } from "../ui/ProblemNote";
import { Navigate, useSearchParams } from "../ui/routing";
import { usePageTitle } from "../ui/usePageTitle";
import { useSubmit } from "../ui/useSubmit";
import { Entrance } from "./enter/Entrance";

/** While it is not known what else there is, or cannot be found out. */
const PASSWORD_ALONE: SignInMethods = { password: true, passkey: false, oidc: null };

export function SignInPage() {
  usePageTitle(t("enter.signIn"));
  const { account, silent, enter } = useSession();
  const [search] = useSearchParams();
  const { passkey, oidc } = useMethods();
  const { submit, pending, problem } = useSubmit(
    useCallback(
      async (data: FormData) => enter(await signIn(String(data.get("email")), String(data.get("password")))),
      [enter],
    ),
  );
  const byPasskey = usePasskeySignIn(passkey && knowsPasskeys() && account === null, enter);
  const refusal = byPasskey.problem ?? (problem === null ? readRefusal(search) : null);

  if (account) {
    const home = account.role === "artist" ? "/artist/livestreams" : "/livestreams";
    return <Navigate to={readNext(search, home)} replace />;
  }
  // Who is here already is not shown a form for a moment.
  if (account === undefined && !silent) return <Unknown what={t("enter.moment")} />;
  return (
    <Entrance
      title={t("enter.signInHead")}
      words={t(search.has("next") ? "enter.signInBack" : "enter.signInWords")}
    >
      {refusal && <ProblemNote problem={refusal} />}
      <Form
        fields={["email", "password"]}
        problem={problem}
        pending={pending}
        action={t("enter.signIn")}
        onSubmit={submit}
        aside={
          <>
            <a href={`/register${keepNext(search)}`}>{t("enter.registerInstead")}</a>
            <a href="/forgot">{t("enter.forgot")}</a>
          </>
        }
      >
        <Field
          label={t("enter.email")}
          name="email"
          type="email"
          autoComplete="username webauthn"
          required
          error={problem?.fields.email}
        />
        <Field
          label={t("enter.password")}
          name="password"
          type="password"
          autoComplete="current-password"
          required
          error={problem?.fields.password}
        />
      </Form>
      {((passkey && knowsPasskeys()) || oidc) && (
        <section className="other-ways" aria-label={t("enter.otherWays")}>
          <p className="entrance-or" aria-hidden="true">
            {t("enter.or")}
          </p>
          {passkey && knowsPasskeys() && (
            <button
              type="button"
              className="button"
              aria-disabled={byPasskey.pending}
              onClick={() => void byPasskey.submit()}
            >
              {t("enter.passkey")}
            </button>
          )}
          {oidc && (
            <a className="button" href={providerAddress(search.get("next") ?? "")}>
              {t("enter.provider", { name: oidc.name })}
            </a>
          )}
        </section>
      )}
    </Entrance>
  );
}

/** The ways in that there are. */
function useMethods(): SignInMethods {
  const [methods, setMethods] = useState(PASSWORD_ALONE);
  useEffect(() => {
    const controller = new AbortController();
    readMethods(controller.signal).then(setMethods, () => {});
    return () => controller.abort();
  }, []);
  return methods;
}
