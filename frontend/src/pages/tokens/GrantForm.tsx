import { useCallback, useEffect, useRef, useState } from "react";
import { grantTokens } from "../../api/calls";
import { makeName } from "../../session/names";
import { Field } from "../../ui/Field";
import { Form } from "../../ui/Form";
import { Said } from "../../ui/Said";
import { useSubmit } from "../../ui/useSubmit";

/** Gives tokens to an address, or takes some back; the account may come later. */
export function GrantForm({ artist, onBooked }: { artist: string; onBooked: () => void }) {
  const [said, setSaid] = useState("");
  const [turn, setTurn] = useState(0);
  // One for each booking, so that a press that is sent twice books once.
  const key = useRef(makeName());
  const { submit, pending, problem } = useSubmit(
    useCallback(
      async (data: FormData) => {
        setSaid("");
        const email = String(data.get("email")).trim();
        const amount = Number(data.get("amount"));
        const reason = String(data.get("reason"));
        const grant = await grantTokens(artist, { email, amount, reason }, key.current);
        key.current = makeName();
        setTurn((count) => count + 1);
        const whom = grant.account?.display_name ?? email;
        setSaid(
          grant.state === "waiting"
            ? `${email} has no confirmed account yet: they wait there for it.`
            : `${whom} holds ${grant.balance} now.`,
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
      <h2 id="grant">Give tokens</h2>
      <Form
        key={turn}
        fields={["email", "amount", "reason"]}
        problem={problem}
        pending={pending}
        action="Give"
        onSubmit={submit}
        aside={<Said words={said} />}
      >
        <div className="field-pair">
          <Field
            label="To this e-mail address"
            name="email"
            type="email"
            autoComplete="off"
            required
            error={problem?.fields.email}
          />
          <Field
            label="How many (less than 0: back)"
            name="amount"
            type="number"
            inputMode="numeric"
            step={1}
            required
            error={problem?.fields.amount}
          />
        </div>
        <Field label="For what" name="reason" maxLength={200} error={problem?.fields.reason} />
      </Form>
    </section>
  );
}
