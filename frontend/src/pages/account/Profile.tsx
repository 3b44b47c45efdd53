import { useCallback, useState } from "preact/compat";
import { updateAccount } from "../../api/calls";
import type { Account } from "../../api/types";
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
        setSaved(`From now on you are ${changed.display_name}.`);
      },
      [enter],
    ),
  );
  return (
    <section className="panel" aria-labelledby="profile">
      <h2 id="profile">How others see you</h2>
      <Form
        fields={["display_name"]}
        problem={problem}
        pending={pending}
        action="Save name"
        onSubmit={submit}
        aside={<Said words={saved} />}
      >
        <Field
          label="Name"
          name="display_name"
          autoComplete="name"
          hint={account.role === "artist" && "The name on the bill."}
          defaultValue={account.display_name}
          required
          error={problem?.fields.display_name}
        />
      </Form>
    </section>
  );
}
