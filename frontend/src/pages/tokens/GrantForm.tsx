import { useCallback, useEffect, useRef, useState } from "preact/compat";
import { grantTokens } from "../../api/calls";
import { Problem } from "../../api/problem";
import { t } from "../../i18n/t";
import { makeName } from "../../session/names";
import { Field } from "../../ui/Field";
import { Form } from "../../ui/Form";
import { Said } from "../../ui/Said";
import { useSubmit } from "../../ui/useSubmit";

/** Gives tokens to an address, or takes some back. Whether it has an account, nobody is told. */
export function GrantForm({ artist, onBooked }: { artist: string; onBooked: () => void }) {
  const [said, setSaid] = useState("");
  const [turn, setTurn] = useState(0);
  // One for each booking, so that a press that is sent twice books once.
  const key = useRef(makeName());
  const { submit, pending, problem } = useSubmit(
    useCallback(
      async (data: FormData) => {
        setSaid("");
        const grant = await grantTokens(artist, readGrant(data), key.current);
        key.current = makeName();
        setTurn((count) => count + 1);
        setSaid(
          grant.amount < 0
            ? t("tokens.tookBack", { email: grant.email ?? "", balance: grant.balance })
            : t("tokens.gave", { email: grant.email ?? "", balance: grant.balance }),
        );
        onBooked();
      },
      [artist, onBooked],
    ),
  );
  // The form is made anew; the keyboard goes on where it began.
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    if (turn > 0) panel.current?.querySelector("input")?.focus();
  }, [turn]);
  return (
    <section className="panel" aria-labelledby="grant" ref={panel}>
      <h2 id="grant">{t("tokens.give")}</h2>
      <Form
        key={turn}
        fields={["email", "amount", "reason"]}
        problem={problem}
        pending={pending}
        action={t("tokens.giveAct")}
        onSubmit={submit}
        aside={<Said words={said} />}
      >
        <div className="field-pair">
          <Field
            label={t("tokens.email")}
            name="email"
            type="email"
            autoComplete="off"
            required
            hint={t("tokens.emailHint")}
            error={problem?.fields.email}
          />
          <Field
            label={t("tokens.amount")}
            name="amount"
            type="number"
            inputMode="numeric"
            step={1}
            required
            hint={t("tokens.amountHint")}
            error={problem?.fields.amount}
          />
        </div>
        <Field
          label={t("tokens.reason")}
          name="reason"
          maxLength={200}
          hint={t("tokens.reasonHint")}
          error={problem?.fields.reason}
        />
      </Form>
    </section>
  );
}

// In the words of somebody who gives, where the server would speak of numbers.
function readGrant(data: FormData): { email: string; amount: number; reason: string } {
  const email = String(data.get("email")).trim();
  const amount = Number(data.get("amount"));
  const fields: Record<string, string> = {};
  if (email === "") fields.email = t("tokens.noEmail");
  if (!Number.isInteger(amount) || amount === 0) fields.amount = t("tokens.noAmount");
  if (Object.keys(fields).length > 0) {
    throw new Problem(0, "invalid_fields", t("tokens.missing"), fields);
  }
  return { email, amount, reason: String(data.get("reason")) };
}
