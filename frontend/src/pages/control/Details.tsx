import { useCallback, useState } from "preact/compat";
import { readRoomSettings } from "../../api/keeping";
import type { ChatRoomSettings, Livestream, Recordings } from "../../api/types";
import { t } from "../../i18n/t";
import { Description } from "../../ui/Description";
import { ProblemNote } from "../../ui/ProblemNote";
import { formatStart } from "../../ui/time";
import { useNow } from "../../ui/useNow";
import { useRead } from "../../ui/useRead";
import { useSubmit } from "../../ui/useSubmit";
import { Waiting } from "../../ui/Waiting";
import { DraftForm, type Filled } from "../draft/DraftForm";
import { dropDraft, openStore, readKept } from "../draft/keep";
import { changeShow, readSeries } from "../draft/sending";
import { draftOf } from "../draft/values";

interface Props {
  livestream: Livestream;
  record: boolean | undefined;
  term: Pick<Recordings, "days" | "record"> | null;
}

/** What was said when it was created, and a way to change it. */
export function Details(props: Props) {
  const { livestream } = props;
  const { id, status } = livestream;
  // Whoever was typing goes on typing.
  const [editing, setEditing] = useState(
    () => readKept(openStore(), id, draftOf(livestream, true, null)) !== null,
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
      {editing && open ? (
        <Edit {...props} onDone={() => setEditing(false)} />
      ) : (
        <Facts livestream={livestream} />
      )}
      {status !== "ended" && (
        <p>
          <a href={`/artist/livestreams/create?like=${id}`}>{t("control.planNext")}</a>
        </p>
      )}
    </section>
  );
}

function Facts({ livestream }: { livestream: Livestream }) {
  const { description, scheduled_start_at, token_gate_amount, auto_start, cover, series, tags } = livestream;
  const now = useNow();
  return (
    <>
      {cover && (
        <img className="details-cover" src={cover.small_url} alt="" style={{ background: cover.color }} />
      )}
      <dl className="details">
        <div>
          <dt>{t("control.description")}</dt>
          <dd>{description ? <Description text={description} /> : t("control.none")}</dd>
        </div>
        <div>
          <dt>{t("control.start")}</dt>
          <dd>{scheduled_start_at ? formatStart(scheduled_start_at, now) : t("control.notSet")}</dd>
        </div>
        {series !== "" && (
          <div>
            <dt>{t("draft.series")}</dt>
            <dd>
              <bdi>{series}</bdi>
            </dd>
          </div>
        )}
        {tags.length > 0 && (
          <div>
            <dt>{t("draft.tags")}</dt>
            <dd>
              <bdi>{tags.join(", ")}</bdi>
            </dd>
          </div>
        )}
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
    </>
  );
}

function Edit({ livestream, record, term, onDone }: Props & { onDone: () => void }) {
  const { id } = livestream;
  const [readRoom] = useState(() => (signal: AbortSignal) => readRoomSettings(id, signal));
  const [room, trouble, again] = useRead(readRoom);
  const [series] = useRead(readSeries);
  if (trouble) return <ProblemNote problem={trouble} onRetry={again} />;
  if (room === null) return <Waiting what={t("control.loading")} />;
  return (
    <Fields
      livestream={livestream}
      room={room}
      record={record}
      term={term}
      series={series ?? []}
      onDone={onDone}
    />
  );
}

function Fields(props: Props & { room: ChatRoomSettings; series: readonly string[]; onDone: () => void }) {
  const { livestream, record, term, room, series, onDone } = props;
  const { id, cover } = livestream;
  // As it was when the editing began: what is told meanwhile takes nothing away from whoever types.
  const [start] = useState(() => draftOf(livestream, record ?? true, room));
  const records = record !== undefined;
  const { submit, pending, problem } = useSubmit(
    useCallback(
      async (filled: Filled) => {
        await changeShow(id, filled, records, room);
        onDone();
      },
      [id, records, room, onDone],
    ),
  );
  return (
    <DraftForm
      name={id}
      start={start}
      cover={cover?.url ?? null}
      series={series}
      records={records}
      term={term}
      problem={problem}
      pending={pending}
      action={t("control.save")}
      onSubmit={submit}
      aside={
        <button
          type="button"
          className="button"
          onClick={() => {
            dropDraft(openStore(), id);
            onDone();
          }}
        >
          {t("control.dontSave")}
        </button>
      }
    />
  );
}
