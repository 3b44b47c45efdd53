import { useCallback, useState } from "preact/compat";
import { updateLivestream } from "../../api/calls";
import type { Livestream, LivestreamDraft, Recordings } from "../../api/types";
import { t } from "../../i18n/t";
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
    <section className="panel" id="details" aria-labelledby="details-name">
      <header className="panel-head">
        <h2 id="details-name">{t("control.details")}</h2>
        {open && !editing && (
          <button type="button" className="button small" onClick={() => setEditing(true)}>
            {t("control.edit")}
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
          action={t("control.save")}
          onSubmit={submit}
          aside={
            <button type="button" className="button" onClick={() => setEditing(false)}>
              {t("control.dontSave")}
            </button>
          }
        />
      ) : (
        <dl className="details">
          <div>
            <dt>{t("control.description")}</dt>
            <dd>{description ? <Description text={description} /> : t("control.none")}</dd>
          </div>
          <div>
            <dt>{t("control.start")}</dt>
            <dd>{scheduled_start_at ? formatStart(scheduled_start_at, now) : t("control.notSet")}</dd>
          </div>
          <div>
            <dt>{t("control.whoWatch")}</dt>
            <dd>
              {token_gate_amount ? t("control.holders", { count: token_gate_amount }) : t("control.everyone")}
            </dd>
          </div>
          <div>
            <dt>{t("control.goesLive")}</dt>
            <dd>{t(auto_start ? "control.goesLiveAuto" : "control.goesLiveButton")}</dd>
          </div>
        </dl>
      )}
    </section>
  );
}
