import { useCallback, useState } from "preact/compat";
import { updateAccount } from "../../api/calls";
import type { Account } from "../../api/types";
import { T } from "../../i18n/T";
import { t } from "../../i18n/t";
import { useSession } from "../../session/session";
import { Field } from "../../ui/Field";
import { Form } from "../../ui/Form";
import { Said } from "../../ui/Said";
import { useSubmit } from "../../ui/useSubmit";

/** What others see. */
export function Profile({ account }: { account: Account }) {
  const { enter } = useSession();
  const [saved, setSaved] = useState("");
  const { submit, pending, problem } = useSubmit(
    useCallback(
      async (data: FormData) => {
        const changed = await updateAccount({ display_name: String(data.get("display_name")) });
        enter(changed);
        setSaved(t("account.renamed", { name: changed.display_name }));
      },
      [enter],
    ),
  );
  return (
    <section className="panel" aria-labelledby="profile">
      <h2 id="profile">{t("account.profile")}</h2>
      <Form
        fields={["display_name"]}
        problem={problem}
        pending={pending}
        action={t("account.saveName")}
        onSubmit={submit}
        aside={<Said words={saved} />}
      >
        <Field
          label={t("account.name")}
          name="display_name"
          autoComplete="name"
          hint={account.role === "artist" && t("account.nameHint")}
          defaultValue={account.display_name}
          required
          error={problem?.fields.display_name}
        />
      </Form>
      {account.role === "artist" && (
        <p>
          <T id="account.more" link={(words) => <a href="/artist/profile">{words}</a>} />
        </p>
      )}
    </section>
  );
}
