import { useCallback } from "preact/compat";
import { findModerator } from "../../api/keeping";
import { t } from "../../i18n/t";
import { Field } from "../../ui/Field";
import { Form } from "../../ui/Form";
import { useSubmit } from "../../ui/useSubmit";
import type { Keeping } from "./useKeeping";

/** Where an artist names somebody who is to help, by e-mail address or by the name they wrote under. */
export function FindModerator({ livestream, keeping }: { livestream: string; keeping: Keeping }) {
  const { act } = keeping;
  const { submit, pending, problem } = useSubmit(
    useCallback(
      async (typed: string) => {
        const { account } = await findModerator(livestream, typed);
        const { display_name: name } = account;
        await act(t("moderation.madeModerator", { name }), () => Promise.resolve());
      },
      [livestream, act],
    ),
  );
  return (
    <Form
      fields={["email", "name"]}
      problem={problem}
      pending={pending}
      action={t("moderation.findAct")}
      look="plain"
      empties
      onSubmit={(data) => submit(String(data.get("who") ?? "").trim())}
    >
      <Field
        label={t("moderation.find")}
        name="who"
        required
        autoComplete="off"
        hint={t("moderation.findHint")}
        error={problem?.fields.email ?? problem?.fields.name}
      />
    </Form>
  );
}
