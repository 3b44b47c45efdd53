import { useCallback, useState } from "preact/compat";
import { writeOffer } from "../../api/calls";
import { Field } from "../../ui/Field";
import { Form } from "../../ui/Form";
import { ProblemNote } from "../../ui/ProblemNote";
import { Said } from "../../ui/Said";
import { useSubmit } from "../../ui/useSubmit";
import { Waiting } from "../../ui/Waiting";
import { useOffer } from "../watch/useOffer";

/** What a fan who lacks tokens is told: where to get them. */
export function OfferForm({ artist }: { artist: string }) {
  const [offer, trouble, again] = useOffer(artist);
  const [saved, setSaved] = useState("");
  const { submit, pending, problem } = useSubmit(
    useCallback(
      async (data: FormData) => {
        await writeOffer(artist, String(data.get("words")));
        setSaved("Saved. Fans who lack tokens read it.");
      },
      [artist],
    ),
  );
  return (
    <section className="panel" aria-labelledby="offer">
      <h2 id="offer">Where fans get them</h2>
      {trouble && <ProblemNote problem={trouble} onRetry={again} />}
      {offer === null && !trouble && <Waiting what="Loading" />}
      {offer && (
        <Form
          fields={["words"]}
          problem={problem}
          pending={pending}
          action="Save"
          onSubmit={submit}
          aside={<Said words={saved} />}
        >
          <Field
            label="In your words"
            name="words"
            multiline
            rows={3}
            maxLength={400}
            defaultValue={offer.words}
            hint="Shown to fans who do not hold enough. Links work."
            error={problem?.fields.words}
          />
        </Form>
      )}
    </section>
  );
}
