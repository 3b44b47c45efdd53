import { useCallback, useState } from "preact/compat";
import { closeAccount } from "../../api/calls";
import type { Account } from "../../api/types";
import { t } from "../../i18n/t";
import { Field } from "../../ui/Field";
import { Form } from "../../ui/Form";
import { useNavigate } from "../../ui/routing";
import { useSubmit } from "../../ui/useSubmit";

/** The way out, with what goes and what stays said before. */
export function Closing({ account }: { account: Account }) {
  const navigate = useNavigate();
  const [sure, setSure] = useState(false);
  const { submit, pending, problem } = useSubmit(
    useCallback(
      async (data: FormData) => {
        await closeAccount(String(data.get("password") ?? ""));
        // Not before that page is there may it be known here, too: this one would ask to sign in.
        navigate("/closed", { replace: true });
      },
      [navigate],
    ),
  );
  return (
    <section className="panel" aria-labelledby="closing">
      <h2 id="closing">{t("account.close")}</h2>
      <p>
        {t(account.role === "artist" ? "account.closeArtist" : "account.closeFan")} {t("account.closeWords")}
      </p>
      <details className="more" onToggle={(event) => setSure(event.currentTarget.open)}>
        <summary>{t("account.closeMine")}</summary>
        {sure && (
          <Form
            fields={["password"]}
            problem={problem}
            pending={pending}
            action={t("account.closeAct")}
            look="danger"
            onSubmit={submit}
          >
            {account.has_password ? (
              <Field
                label={t("account.yourPassword")}
                name="password"
                type="password"
                autoComplete="current-password"
                required
                error={problem?.fields.password}
              />
            ) : (
              <p>{t("account.closeNoPassword")}</p>
            )}
          </Form>
        )}
      </details>
    </section>
  );
}
