import { type FormEvent, useEffect, useRef, useState } from "preact/compat";
import type { Problem } from "../../api/problem";
import { t } from "../../i18n/t";
import { ProblemNote } from "../../ui/ProblemNote";
import { parseShowTime, writeShowTime } from "./showTime";

export interface Named {
  title: string;
  at: number;
}

/** What a marker is called, and when it is. */
export function MarkerForm(props: {
  marker: Named | null;
  pending: boolean;
  problem: Problem | null;
  onSave: (named: Named) => void;
  onCancel: () => void;
}) {
  const { marker, pending, problem, onSave, onCancel } = props;
  const [title, setTitle] = useState(marker?.title ?? "");
  const [time, setTime] = useState(writeShowTime(marker?.at ?? 0));
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => {
    first.current?.focus();
    first.current?.select();
  }, []);
  const at = parseShowTime(time);
  const save = (event: FormEvent) => {
    event.preventDefault();
    if (at !== null && title.trim() !== "" && !pending) onSave({ title, at });
  };
  return (
    <form className="marker-form" onSubmit={save} onKeyDown={(event) => event.key === "Escape" && onCancel()}>
      <label className="field">
        <span>{t("control.title")}</span>
        <input
          ref={first}
          value={title}
          required
          maxLength={120}
          onChange={(event) => setTitle(event.currentTarget.value)}
        />
      </label>
      <label className="field">
        <span>{t("control.showTime")}</span>
        <input
          className="figure"
          value={time}
          required
          inputMode="text"
          placeholder="12:40"
          aria-invalid={at === null || undefined}
          onChange={(event) => setTime(event.currentTarget.value)}
        />
        {at === null && <span className="field-error">{t("control.showTimeSuch")}</span>}
      </label>
      <div className="form-actions">
        <button type="submit" className="button small" aria-disabled={pending || at === null}>
          {t("control.save")}
        </button>
        <button type="button" className="button small" onClick={onCancel}>
          {t("control.dontSave")}
        </button>
      </div>
      {problem && <ProblemNote problem={problem} />}
    </form>
  );
}
