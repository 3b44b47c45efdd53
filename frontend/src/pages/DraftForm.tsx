import type { ReactNode } from "preact/compat";
import type { Problem } from "../api/problem";
import type { Livestream, LivestreamDraft, Recordings } from "../api/types";
import { Field } from "../ui/Field";
import { Form } from "../ui/Form";
import { fromLocalInput, nameZone, toLocalInput } from "../ui/time";
import { describeTerm } from "./replays/room";

const FIELDS = ["title", "description", "scheduled_start_at", "token_gate_amount", "auto_start", "record"];

/** What an artist says of a livestream, new or not. */
export function DraftForm(props: {
  livestream?: Livestream;
  /** Whether it is to be recorded; undefined: that is not known, and not asked. */
  record?: boolean | undefined;
  term: Pick<Recordings, "days"> | null;
  problem: Problem | null;
  pending: boolean;
  action: string;
  onSubmit: (draft: LivestreamDraft) => void;
  aside?: ReactNode;
}) {
  const { livestream, record, term, problem, pending, action, onSubmit, aside } = props;
  const errors = problem?.fields ?? {};
  const scheduled = livestream?.scheduled_start_at;
  return (
    <Form
      fields={FIELDS}
      problem={problem}
      pending={pending}
      action={action}
      onSubmit={(data) => onSubmit({ ...readDraft(data), ...(record === undefined ? {} : readRecord(data)) })}
      aside={aside}
    >
      <Field
        label="Title"
        name="title"
        maxLength={120}
        required
        defaultValue={livestream?.title}
        error={errors.title}
      />
      <Field
        label="Description"
        name="description"
        multiline
        rows={4}
        defaultValue={livestream?.description ?? ""}
        error={errors.description}
      />
      <div className="field-pair">
        <Field
          label="Scheduled start"
          name="scheduled_start_at"
          type="datetime-local"
          hint={`In your time zone, ${nameZone(Date.now())}. Fans see it in theirs.`}
          defaultValue={scheduled ? toLocalInput(scheduled) : ""}
          error={errors.scheduled_start_at}
        />
        <Field
          label="Tokens a fan must hold"
          name="token_gate_amount"
          type="number"
          inputMode="numeric"
          min={0}
          step={1}
          hint="Yours, which you give out in the Studio, under Tokens. Empty: open to everyone."
          defaultValue={livestream?.token_gate_amount ?? ""}
          error={errors.token_gate_amount}
        />
      </div>
      <label className="check">
        <input type="checkbox" name="auto_start" defaultChecked={livestream?.auto_start ?? true} />
        <span>
          Go live as soon as OBS connects
          <span className="hint">Otherwise you see a preview first, and go live with a button.</span>
        </span>
      </label>
      {errors.auto_start && <p className="field-error">{errors.auto_start}</p>}
      {record !== undefined && (
        <label className="check">
          <input type="checkbox" name="record" defaultChecked={record} />
          <span>
            Record this show
            <span className="hint">
              Fans who come late start over, and can watch it afterwards. {term && describeTerm(term)}
            </span>
          </span>
        </label>
      )}
      {errors.record && <p className="field-error">{errors.record}</p>}
    </Form>
  );
}

function readRecord(data: FormData): { record: boolean } {
  return { record: data.get("record") !== null };
}

function readDraft(data: FormData): LivestreamDraft {
  const amount = String(data.get("token_gate_amount") ?? "").trim();
  return {
    title: String(data.get("title") ?? "").trim(),
    description: String(data.get("description") ?? "").trim(),
    scheduled_start_at: fromLocalInput(String(data.get("scheduled_start_at") ?? "")),
    token_gate_amount: amount === "" ? null : Number(amount),
    auto_start: data.get("auto_start") !== null,
  };
}
