import { useId, useState } from "preact/compat";
import { t } from "../i18n/t";
import { formatPlace, parsePlace } from "./times";

/** An end of the clip as figures, for whoever would rather type. Taken over when the field is left, or by Enter. */
export function TimeField(props: {
  label: string;
  place: number;
  /** How long a picture lasts: what the buttons beside it are worth; seconds. */
  frame: number;
  onChange: (place: number) => void;
}) {
  const { label, place, frame, onChange } = props;
  const id = useId();
  const [typed, setTyped] = useState<string | null>(null);
  const [wrong, setWrong] = useState(false);
  const take = () => {
    if (typed === null) return;
    const found = parsePlace(typed);
    setWrong(found === null);
    if (found === null) return;
    setTyped(null);
    onChange(found);
  };
  return (
    <div className="field clip-time">
      <label htmlFor={id}>{label}</label>
      <div className="clip-time-row">
        <button
          type="button"
          className="button"
          aria-label={t("cutting.frameEarlier", { what: label })}
          onClick={() => onChange(place - frame)}
        >
          −
        </button>
        <input
          id={id}
          className="figure"
          inputMode="decimal"
          autoComplete="off"
          spellcheck={false}
          value={typed ?? formatPlace(place)}
          aria-invalid={wrong || undefined}
          aria-describedby={wrong ? `${id}-error` : undefined}
          onFocus={(event) => event.currentTarget.select()}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            setWrong(false);
          }}
          onBlur={take}
          onKeyDown={(event) => {
            if (event.key === "Enter") {
              event.preventDefault();
              take();
            }
          }}
        />
        <button
          type="button"
          className="button"
          aria-label={t("cutting.frameLater", { what: label })}
          onClick={() => onChange(place + frame)}
        >
          +
        </button>
      </div>
      {wrong && (
        <p className="field-error" id={`${id}-error`}>
          {t("cutting.timeSuch")}
        </p>
      )}
    </div>
  );
}
