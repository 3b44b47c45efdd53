import { Check } from "../ui/Check";
import "./embedding.css";
import { useCallback, useId, useState } from "preact/compat";
import { updateLivestream } from "../api/studioCalls";
import type { Livestream } from "../api/types";
import { t } from "../i18n/t";
import { CopyField } from "../ui/CopyField";
import { Field } from "../ui/Field";
import { Form } from "../ui/Form";
import { useSubmit } from "../ui/useSubmit";
import { readSites, writeElement, writeFrame } from "./snippet";

/** For the control room: the show on other sites' pages, and on which. */
export function EmbedPanel({ livestream }: { livestream: Livestream }) {
  const { id, title } = livestream;
  const heading = useId();
  const [look, setLook] = useState({ chat: false, muted: false });
  return (
    <section className="panel embedding" aria-labelledby={heading}>
      <h2 id={heading}>{t("embedding.heading")}</h2>
      <p className="hint">{t("embedding.what")}</p>
      <div className="embedding-look">
        <Choice
          label={t("embedding.withChat")}
          on={look.chat}
          onChange={(chat) => setLook({ ...look, chat })}
        />
        <Choice
          label={t("embedding.muted")}
          on={look.muted}
          onChange={(muted) => setLook({ ...look, muted })}
        />
      </div>
      <CopyField label={t("embedding.code")} value={writeElement(id, look, location.origin)} />
      <details className="fold">
        <summary>{t("embedding.noScripts")}</summary>
        <CopyField label={t("embedding.frame")} value={writeFrame(id, title, look, location.origin)} />
      </details>
      <Sites livestream={livestream} />
    </section>
  );
}

function Choice(props: { label: string; on: boolean; onChange: (on: boolean) => void }) {
  const { label, on, onChange } = props;
  return <Check label={label} checked={on} onChange={(event) => onChange(event.currentTarget.checked)} />;
}

/** On which sites it may be. */
function Sites({ livestream }: { livestream: Livestream }) {
  const { id } = livestream;
  const origins = livestream.embed_origins ?? null;
  const [some, setSome] = useState(origins !== null);
  const [saved, setSaved] = useState(false);
  const name = useId();
  const { submit, pending, problem } = useSubmit(
    useCallback((embed_origins: string[] | null) => updateLivestream(id, { embed_origins }), [id]),
  );
  const choose = (limited: boolean) => {
    setSome(limited);
    setSaved(false);
  };
  return (
    <details className="fold">
      <summary>{t("embedding.sites")}</summary>
      <Form
        fields={["embed_origins"]}
        problem={problem}
        pending={pending}
        action={t("embedding.save")}
        look="plain"
        onSubmit={async (data) => {
          setSaved(false);
          const done = await submit(some ? readSites(String(data.get("embed_origins") ?? "")) : null);
          setSaved(done);
          return done;
        }}
        aside={
          <span className="said" role="status">
            {saved && t("embedding.saved")}
          </span>
        }
      >
        <fieldset className="choice">
          <legend className="visually-hidden">{t("embedding.sites")}</legend>
          <label>
            <input type="radio" name={name} checked={!some} onChange={() => choose(false)} />
            <span>{t("embedding.everySite")}</span>
          </label>
          <label>
            <input type="radio" name={name} checked={some} onChange={() => choose(true)} />
            <span>{t("embedding.theseSites")}</span>
          </label>
        </fieldset>
        {some && (
          <Field
            multiline
            required
            label={t("embedding.addresses")}
            hint={t("embedding.addressesHint")}
            name="embed_origins"
            rows={3}
            inputMode="url"
            autoComplete="off"
            spellcheck={false}
            defaultValue={(origins ?? []).join("\n")}
            error={problem?.fields.embed_origins}
          />
        )}
      </Form>
    </details>
  );
}
