import {
  type InputHTMLAttributes,
  type ReactNode,
  type TextareaHTMLAttributes,
  useEffect,
  useId,
  useState,
} from "preact/compat";
import { t } from "../i18n/t";

interface Common {
  label: string;
  name: string;
  hint?: ReactNode;
  error?: string | undefined;
}

type Input = Common & { multiline?: false } & Omit<InputHTMLAttributes<HTMLInputElement>, "name">;
type Area = Common & { multiline: true } & Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, "name">;

/** A labelled field; its hint and its error are read out with it. What is wrong with it is said until it is changed. */
export function Field({ label, hint, error: found, ...rest }: Input | Area) {
  const id = useId();
  const [changed, setChanged] = useState(false);
  // Between two refusals there is none, so that the same one counts anew.
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is about the refusal that came
  useEffect(() => setChanged(false), [found]);
  const error = changed ? undefined : found;
  const described = [hint ? `${id}-hint` : "", error ? `${id}-error` : ""].filter(Boolean).join(" ");
  const shared = {
    id,
    "aria-invalid": error ? (true as const) : undefined,
    "aria-describedby": described || undefined,
  };
  return (
    <div className="field" onInput={() => found && setChanged(true)}>
      <label htmlFor={id}>
        {label}
        {!rest.required && <span className="optional"> {t("ui.optional")}</span>}
      </label>
      {hint && (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      <Control {...rest} shared={shared} />
      {error && (
        <p className="field-error" id={`${id}-error`}>
          {error}
        </p>
      )}
    </div>
  );
}

function Control({
  shared,
  ...rest
}: (Input | Area | Omit<Input, "label"> | Omit<Area, "label">) & { shared: object }) {
  if (rest.multiline) {
    const { multiline: _, ...area } = rest;
    return <textarea {...area} {...shared} />;
  }
  const { multiline: _, ...input } = rest;
  return <input {...(input as InputHTMLAttributes<HTMLInputElement>)} {...shared} />;
}
