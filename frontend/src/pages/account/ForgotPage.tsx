import { useCallback, useEffect, useRef, useState } from "preact/compat";
import { askReset } from "../../api/calls";
import { T } from "../../i18n/T";
import { t } from "../../i18n/t";
import { Field } from "../../ui/Field";
import { Form } from "../../ui/Form";
import { usePageTitle } from "../../ui/usePageTitle";
import { useSubmit } from "../../ui/useSubmit";

/** Asks for a link to choose a new password with. Whether there is such an account, nobody learns here. */
export function ForgotPage() {
  usePageTitle(t("account.newPassword"));
  const [said, setSaid] = useState("");
  const { submit, pending, problem } = useSubmit(
    useCallback(async (data: FormData) => {
      await askReset(String(data.get("email")));
      setSaid(t("account.resetSent"));
    }, []),
  );
  // The form has gone, and the keyboard's place with it.
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (said !== "") head.current?.focus();
  }, [said]);
  return (
    <div className="page narrow">
      <h1 tabIndex={-1} ref={head}>
        {t(said === "" ? "account.forgot" : "account.lookMail")}
      </h1>
      {said === "" ? (
        <Form
          fields={["email"]}
          problem={problem}
          pending={pending}
          action={t("account.sendLink")}
          onSubmit={submit}
          aside={<a href="/sign-in">{t("account.signInInstead")}</a>}
        >
          <Field
            label={t("account.email")}
            name="email"
            type="email"
            autoComplete="username"
            hint={t("account.emailHint")}
            required
            error={problem?.fields.email}
          />
        </Form>
      ) : (
        <>
          <p className="note good" role="status">
            {said}
          </p>
          <p>
            <T
              id="account.noMail"
              again={(words) => (
                <button type="button" className="text-button" onClick={() => setSaid("")}>
                  {words}
                </button>
              )}
            />
          </p>
        </>
      )}
    </div>
  );
}
