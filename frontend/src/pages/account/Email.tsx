import { useCallback, useState } from "preact/compat";
import { changeEmail } from "../../api/calls";
import type { Account } from "../../api/types";
import { t } from "../../i18n/t";
import { Field } from "../../ui/Field";
import { Form } from "../../ui/Form";
import { Said } from "../../ui/Said";
import { useSubmit } from "../../ui/useSubmit";
import { Verification } from "./Verification";

/** The address: whether it is known to be theirs, and another one. */
export function Email({ account }: { account: Account }) {
  const [asked, setAsked] = useState("");
  const { submit, pending, problem } = useSubmit(
    useCallback(async (data: FormData) => {
      const email = String(data.get("email"));
      await changeEmail(email, String(data.get("password") ?? ""));
      setAsked(t("account.mailSent", { email }));
    }, []),
  );
  return (
    <section className="panel" aria-labelledby="email">
      <h2 id="email">{t("account.email")}</h2>
      <p className="account-fact">
        <b>
          <bdi>{account.email}</bdi>
        </b>
        <span className="badge" data-tone={account.email_verified ? "good" : "warn"}>
          {t(account.email_verified ? "account.confirmed" : "account.notConfirmed")}
        </span>
      </p>
      <Verification account={account}>{t("account.confirmWhy")}</Verification>
      <details className="more">
        <summary>{t("account.changeEmail")}</summary>
        <Form
          fields={["email", "password"]}
          problem={problem}
          pending={pending}
          action={t("account.sendLinkTo")}
          empties
          onSubmit={submit}
          aside={<Said words={asked} />}
        >
          <Field
            label={t("account.newEmail")}
            name="email"
            type="email"
            autoComplete="email"
            required
            error={problem?.fields.email}
          />
          {account.has_password && (
            <Field
              label={t("account.yourPassword")}
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
