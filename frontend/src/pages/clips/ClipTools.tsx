import { useCallback, useState } from "preact/compat";
import { changeClip, deleteClip } from "../../api/studioCalls";
import type { Clip, ClipChanges } from "../../api/types";
import { t } from "../../i18n/t";
import { Confirm } from "../../ui/Confirm";
import { Field } from "../../ui/Field";
import { Form } from "../../ui/Form";
import { ProblemNote } from "../../ui/ProblemNote";
import { Said } from "../../ui/Said";
import { useSubmit } from "../../ui/useSubmit";

/** What may be done with a clip: its name and its end by who made it, and by its show's artist (`own`) all. */
export function ClipTools(props: { clip: Clip; own: boolean; onChange: (clip: Clip | null) => void }) {
  const { clip, own, onChange } = props;
  const { id } = clip;
  const [naming, setNaming] = useState(false);
  const [asking, setAsking] = useState(false);
  const [said, setSaid] = useState("");
  const change = useSubmit(
    useCallback(
      async (changes: ClipChanges | null, words: string) => {
        setSaid("");
        if (changes === null) await deleteClip(id);
        onChange(changes === null ? null : await changeClip(id, changes));
        setNaming(false);
        setSaid(words);
      },
      [id, onChange],
    ),
  );
  const { submit, pending, problem } = change;
  return (
    <div className="clip-tools">
      {naming ? (
        <Form
          fields={["title"]}
          problem={problem}
          pending={pending}
          action={t("clipPage.save")}
          onSubmit={(data) => submit({ title: String(data.get("title")).trim() }, t("clipPage.renamed"))}
          aside={
            <button type="button" className="button" onClick={() => setNaming(false)}>
              {t("clipPage.dontSave")}
            </button>
          }
        >
          <Field
            label={t("clips.title")}
            name="title"
            defaultValue={clip.title}
            maxLength={120}
            required
            autoFocus
            error={problem?.fields.title}
          />
        </Form>
      ) : (
        <div className="form-actions">
          <button type="button" className="button small" onClick={() => setNaming(true)}>
            {t("clipPage.rename")}
          </button>
          {own && (
            <button
              type="button"
              className="button small"
              aria-disabled={pending}
              onClick={() =>
                void submit(
                  { hidden: !clip.hidden },
                  t(clip.hidden ? "clipPage.shownAgain" : "clipPage.hiddenNow"),
                )
              }
            >
              {t(clip.hidden ? "clipPage.show" : "clipPage.hide")}
            </button>
          )}
          {own && (
            <button
              type="button"
              className="button small"
              aria-pressed={clip.keep}
              aria-disabled={pending}
              onClick={() =>
                void submit({ keep: !clip.keep }, t(clip.keep ? "clipPage.goes" : "clipPage.stays"))
              }
            >
              {t("clipPage.keep")}
            </button>
          )}
          <button type="button" className="button small danger" onClick={() => setAsking(true)}>
            {t("clipPage.delete")}
          </button>
        </div>
      )}
      {problem && !naming && <ProblemNote problem={problem} />}
      <Said words={said} />
      <Confirm
        open={asking}
        title={t("clipPage.deleteAsk")}
        action={t("clipPage.deleteAct")}
        dismiss={t("clipPage.keepIt")}
        onDismiss={() => setAsking(false)}
        onConfirm={() => {
          setAsking(false);
          void submit(null, t("clipPage.deleted"));
        }}
      >
        <p>{t("clipPage.deleteWords")}</p>
      </Confirm>
    </div>
  );
}
