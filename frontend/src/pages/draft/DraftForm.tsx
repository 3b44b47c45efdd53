import { type ChangeEvent, type ReactNode, useState } from "preact/compat";
import type { Problem } from "../../api/problem";
import type { Recordings } from "../../api/types";
import { t } from "../../i18n/t";
import { Check } from "../../ui/Check";
import { Field } from "../../ui/Field";
import { Form } from "../../ui/Form";
import { describeTerm } from "../replays/room";
import { dropDraft, keepDraft, openStore, readKept } from "./keep";
import { type Choice, PictureField } from "./PictureField";
import { wordSizes } from "./picture";
import type { DraftValues } from "./values";
import { When } from "./When";

const FIELDS = [
  "title",
  "description",
  "scheduled_start_at",
  "time_zone",
  "series",
  "tags",
  "token_gate_amount",
  "auto_start",
  "record",
  "cover",
];

/** Names of series, for the browser to suggest. */
const SUGGESTED = { list: "draft-series" };

/** Seconds between two messages of one fan. */
const PACES = ["0", "5", "30", "120"] as const;

export interface Filled {
  values: DraftValues;
  cover: Choice;
}

/** What an artist says of a livestream, new or not. Whatever is typed stays until it is sent, or put away on purpose. */
export function DraftForm(props: {
  /** What it is kept under. */
  name: string;
  start: DraftValues;
  cover: string | null;
  /** A cover to begin with, of the show that this one is like. */
  copied?: Blob | null;
  series: readonly string[];
  /** Whether it can be recorded here. */
  records: boolean;
  term: Pick<Recordings, "days"> | null;
  problem: Problem | null;
  pending: boolean;
  action: string;
  onSubmit: (filled: Filled) => Promise<boolean>;
  aside?: ReactNode;
}) {
  const { name, start, cover, copied, series, records, term, problem, pending, action, onSubmit, aside } =
    props;
  const [kept, setKept] = useState(() => readKept(openStore(), name, start));
  const [values, setValues] = useState(kept ?? start);
  const [choice, setChoice] = useState<Choice>(null);
  const chosen = choice ?? copied ?? null;
  const errors = problem?.fields ?? {};
  const change = (change: Partial<DraftValues>) =>
    setValues((before) => {
      const next = { ...before, ...change };
      keepDraft(openStore(), name, start, next);
      return next;
    });
  const write = (key: "title" | "description" | "series" | "tags" | "gate") => ({
    value: values[key],
    onChange: (event: ChangeEvent<HTMLInputElement & HTMLTextAreaElement>) =>
      change({ [key]: event.currentTarget.value }),
  });
  const tagError = errors.tags ?? Object.entries(errors).find(([field]) => field.startsWith("tags"))?.[1];
  return (
    <Form
      fields={FIELDS}
      problem={problem}
      pending={pending}
      action={action}
      onSubmit={async () => {
        if (await onSubmit({ values, cover: chosen })) dropDraft(openStore(), name);
      }}
      aside={aside}
    >
      {kept !== null && (
        <p className="note good draft-kept" role="status">
          {t("draft.kept")}{" "}
          <button
            type="button"
            className="text-button"
            onClick={() => {
              dropDraft(openStore(), name);
              setKept(null);
              setValues(start);
            }}
          >
            {t("draft.afresh")}
          </button>
        </p>
      )}
      <Field
        label={t("draft.title")}
        name="title"
        maxLength={120}
        required
        {...write("title")}
        error={errors.title}
      />
      <Field
        label={t("draft.description")}
        name="description"
        multiline
        rows={4}
        {...write("description")}
        error={errors.description}
      />
      <PictureField
        label={t("draft.cover")}
        hint={t("draft.coverHint", wordSizes("cover"))}
        shape="cover"
        current={cover}
        choice={chosen}
        error={errors.cover}
        onChoose={setChoice}
      />
      <When values={values} error={errors.scheduled_start_at ?? errors.time_zone} onChange={change} />
      <div className="field-pair">
        <Field
          label={t("draft.series")}
          name="series"
          maxLength={120}
          {...SUGGESTED}
          hint={t("draft.seriesHint")}
          {...write("series")}
          error={errors.series}
        />
        <Field
          label={t("draft.tags")}
          name="tags"
          autoComplete="off"
          hint={t("draft.tagsHint")}
          {...write("tags")}
          error={tagError}
        />
      </div>
      <datalist id="draft-series">
        {series.map((one) => (
          <option key={one} value={one} />
        ))}
      </datalist>
      <Field
        label={t("draft.gate")}
        name="token_gate_amount"
        type="number"
        inputMode="numeric"
        min={0}
        step={1}
        hint={t("draft.gateHint")}
        {...write("gate")}
        error={errors.token_gate_amount}
      />
      <fieldset className="choice">
        <legend>{t("draft.chat")}</legend>
        {(["open", "holders", "closed"] as const).map((one) => (
          <label key={one}>
            <input
              type="radio"
              name="chat"
              value={one}
              checked={values.chat === one}
              onChange={() => change({ chat: one })}
            />
            {t(CHATS[one])}
          </label>
        ))}
      </fieldset>
      {values.chat !== "closed" && (
        <label className="field">
          <span>{t("draft.slow")}</span>
          <select value={values.slow} onChange={(event) => change({ slow: event.currentTarget.value })}>
            {[...new Set([...PACES, values.slow])].map((seconds) => (
              <option key={seconds} value={seconds}>
                {describePace(Number(seconds))}
              </option>
            ))}
          </select>
        </label>
      )}
      <Check
        label={t("draft.autoStart")}
        hint={t("draft.autoStartHint")}
        name="auto_start"
        checked={values.auto_start}
        onChange={(event) => change({ auto_start: event.currentTarget.checked })}
      />
      {errors.auto_start && <p className="field-error">{errors.auto_start}</p>}
      {records && (
        <Check
          label={t("draft.record")}
          hint={[t("draft.recordHint"), term && describeTerm(term)].filter(Boolean).join(" ")}
          name="record"
          checked={values.record}
          onChange={(event) => change({ record: event.currentTarget.checked })}
        />
      )}
      {errors.record && <p className="field-error">{errors.record}</p>}
    </Form>
  );
}

const CHATS = { open: "draft.chatOpen", holders: "draft.chatHolders", closed: "draft.chatClosed" } as const;

function describePace(seconds: number): string {
  if (seconds === 0) return t("draft.slowNot");
  return seconds % 60 === 0
    ? t("draft.slowMinutes", { count: seconds / 60 })
    : t("draft.slowEvery", { count: seconds });
}
