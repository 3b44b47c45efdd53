import { useCallback, useState } from "preact/compat";
import { writeOffer } from "../../api/calls";
import { t } from "../../i18n/t";
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
        setSaved(t("tokens.offerSaved"));
      },
      [artist],
    ),
  );
  return (
    <section className="panel" aria-labelledby="offer">
      <h2 id="offer">{t("tokens.offer")}</h2>
      {trouble && <ProblemNote problem={trouble} onRetry={again} />}
      {offer === null && !trouble && <Waiting what={t("control.loading")} />}
      {offer && (
        <Form
          fields={["words"]}
          problem={problem}
          pending={pending}
          action={t("control.save")}
          onSubmit={submit}
          aside={<Said words={saved} />}
        >
          <Field
            label={t("tokens.offerWords")}
            name="words"
            multiline
            rows={3}
            maxLength={400}
            defaultValue={offer.words}
            hint={t("tokens.offerHint")}
            error={problem?.fields.words}
          />
        </Form>
      )}
    </section>
  );
}
