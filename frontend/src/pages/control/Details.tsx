import { useCallback, useState } from "preact/compat";
import { updateLivestream } from "../../api/calls";
import type { Livestream, LivestreamDraft, Recordings } from "../../api/types";
import { countTokens } from "../../ui/counts";
import { Description } from "../../ui/Description";
import { formatStart } from "../../ui/time";
import { useNow } from "../../ui/useNow";
import { useSubmit } from "../../ui/useSubmit";
import { DraftForm } from "../DraftForm";

/** What was said when it was created, and a way to change it. */
export function Details(props: {
  livestream: Livestream;
  record: boolean | undefined;
  term: Pick<Recordings, "days"> | null;
}) {
  const { livestream, record, term } = props;
  const { id, description, scheduled_start_at, token_gate_amount, auto_start, status } = livestream;
  const [editing, setEditing] = useState(false);
  const now = useNow();
  const { submit, pending, problem } = useSubmit(
    useCallback(
      async (draft: LivestreamDraft) => {
        await updateLivestream(id, draft);
        setEditing(false);
      },
      [id],
    ),
  );
  const open = status === "scheduled" || status === "live";

  return (
    <section className="panel" aria-labelledby="details">
      <header className="panel-head">
        <h2 id="details">Details</h2>
        {open && !editing && (
          <button type="button" className="button small" onClick={() => setEditing(true)}>
            Edit
          </button>
        )}
      </header>
      {editing ? (
        <DraftForm
          livestream={livestream}
          record={record}
          term={term}
          problem={problem}
          pending={pending}
          action="Save"
          onSubmit={submit}
          aside={
            <button type="button" className="button" onClick={() => setEditing(false)}>
              Do not save
            </button>
          }
        />
      ) : (
        <dl className="details">
          <div>
            <dt>Description</dt>
            <dd>{description ? <Description text={description} /> : "None"}</dd>
          </div>
          <div>
            <dt>Scheduled start</dt>
            <dd>{scheduled_start_at ? formatStart(scheduled_start_at, now) : "Not set"}</dd>
          </div>
          <div>
            <dt>Who may watch</dt>
            <dd>{token_gate_amount ? `Holders of ${countTokens(token_gate_amount)}` : "Everyone"}</dd>
          </div>
          <div>
            <dt>Goes live</dt>
            <dd>{auto_start ? "As soon as OBS connects" : "With a button, after a preview"}</dd>
          </div>
        </dl>
      )}
    </section>
  );
}
