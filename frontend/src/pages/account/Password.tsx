import { useCallback, useEffect, useRef, useState } from "preact/compat";
import { changePassword } from "../../api/calls";
import type { Account } from "../../api/types";
import { t } from "../../i18n/t";
import { useSession } from "../../session/session";
import { Field } from "../../ui/Field";
import { Form } from "../../ui/Form";
import { Said } from "../../ui/Said";
import { useSubmit } from "../../ui/useSubmit";

/** Another password, or a first one where there is none. */
export function Password({ account, onChanged }: { account: Account; onChanged: () => void }) {
  const { enter } = useSession();
  const [turn, setTurn] = useState(0);
  const { submit, pending, problem } = useSubmit(
    useCallback(
      async (data: FormData) => {
        const current = String(data.get("current_password") ?? "");
        enter(await changePassword(String(data.get("password")), current));
        setTurn((count) => count + 1);
        onChanged();
      },
      [enter, onChanged],
    ),
  );
  // The form folds up with what was typed; the keyboard goes on above it.
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (turn > 0) head.current?.focus();
  }, [turn]);
  return (
    <section className="panel" aria-labelledby="password">
      <h2 id="password" tabIndex={-1} ref={head}>
        {t("account.password")}
      </h2>
      <p className="quiet">{t(account.has_password ? "account.passwordWords" : "account.passwordNone")}</p>
      <Said words={turn > 0 ? t("account.passwordChanged") : ""} />
      <details className="more" key={turn}>
        <summary>{t(account.has_password ? "account.changePassword" : "account.choosePassword")}</summary>
        <Form
          fields={["current_password", "password"]}
          problem={problem}
          pending={pending}
          action={t(account.has_password ? "account.saveNewPassword" : "account.savePassword")}
          onSubmit={submit}
        >
          {/* Password managers want to know whose it is. */}
          <input type="hidden" name="username" autoComplete="username" value={account.email} readOnly />
          {account.has_password && (
            <Field
              label={t("account.currentPassword")}
              name="current_password"
              type="password"
              autoComplete="current-password"
              required
              error={problem?.fields.current_password}
            />
          )}
          <Field
            label={t("account.newPassword")}
            name="password"
            type="password"
            autoComplete="new-password"
            hint={t("account.passwordHint")}
            required
            error={problem?.fields.password}
          />
        </Form>
      </details>
    </section>
  );
}
