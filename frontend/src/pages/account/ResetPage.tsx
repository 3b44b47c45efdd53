import { useCallback, useEffect, useState } from "preact/compat";
import { resetPassword } from "../../api/calls";
import { t } from "../../i18n/t";
import { takeMailedToken } from "../../session/mailed";
import { useSession } from "../../session/session";
import { Check } from "../../ui/Check";
import { Field } from "../../ui/Field";
import { Form } from "../../ui/Form";
import { useNavigate } from "../../ui/routing";
import { usePageTitle } from "../../ui/usePageTitle";
import { useSubmit } from "../../ui/useSubmit";

/** Where the link of a mail leads: a new password, and in. */
export function ResetPage() {
  usePageTitle(t("account.newPassword"));
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
      <h1>{t("account.chooseNew")}</h1>
      <Form
        fields={["password"]}
        problem={problem}
        pending={pending}
        action={t("account.saveAndSignIn")}
        onSubmit={submit}
        aside={<a href="/forgot">{t("account.anotherLink")}</a>}
      >
        <Field
          label={t("account.newPassword")}
          name="password"
          type="password"
          autoComplete="new-password"
          hint={t("account.resetHint")}
          required
          error={problem?.fields.password}
        />
        <Check
          label={t("account.removeWays")}
          hint={t("account.removeWaysHint")}
          name="remove"
          defaultChecked
        />
      </Form>
    </div>
  );
}

/** Opened by its plain address, or by a link that was cut off on the way. */
function NoLink() {
  return (
    <div className="page narrow">
      <h1>{t("account.chooseNew")}</h1>
      <p>{t("account.resetNoLink")}</p>
      <p className="form-actions">
        <a className="button primary" href="/forgot">
          {t("account.haveLink")}
        </a>
        <a href="/sign-in">{t("account.signInInstead")}</a>
      </p>
    </div>
  );
}
