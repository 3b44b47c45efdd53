import { useCallback, useState } from "preact/compat";
import { changeClip, deleteClip } from "../../api/calls";
import type { Clip, ClipChanges } from "../../api/types";
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
          action="Save"
          onSubmit={(data) => submit({ title: String(data.get("title")).trim() }, "Renamed.")}
          aside={
            <button type="button" className="button" onClick={() => setNaming(false)}>
              Do not save
            </button>
          }
        >
          <Field
            label="Title"
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
            Rename
          </button>
          {own && (
            <button
              type="button"
              className="button small"
              aria-disabled={pending}
              onClick={() =>
                void submit({ hidden: !clip.hidden }, clip.hidden ? "Everybody sees it again." : "Hidden.")
              }
            >
              {clip.hidden ? "Show to everybody" : "Hide"}
            </button>
          )}
          {own && (
            <button
              type="button"
              className="button small"
              aria-pressed={clip.keep}
              aria-disabled={pending}
              onClick={() =>
                void submit(
                  { keep: !clip.keep },
                  clip.keep ? "It goes with the recording." : "It stays when the recording goes.",
                )
              }
            >
              Keep for good
            </button>
          )}
          <button type="button" className="button small danger" onClick={() => setAsking(true)}>
            Delete
          </button>
        </div>
      )}
      {problem && !naming && <ProblemNote problem={problem} />}
      <Said words={said} />
      <Confirm
        open={asking}
        title="Delete this clip?"
        action="Delete the clip"
        dismiss="Keep it"
        onDismiss={() => setAsking(false)}
        onConfirm={() => {
          setAsking(false);
          void submit(null, "Deleted.");
        }}
      >
        <p>Its link leads nowhere from then on. The show itself stays as it is.</p>
      </Confirm>
    </div>
  );
}
