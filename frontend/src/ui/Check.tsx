import { type InputHTMLAttributes, type ReactNode, useId } from "preact/compat";

interface Props extends Omit<InputHTMLAttributes<HTMLInputElement>, "label" | "role" | "type"> {
  label: ReactNode;
  hint?: ReactNode;
  /** One of several, of which one holds. */
  type?: "radio";
}

/** A box to tick. Its hint is pressed with it, and is read after its name, not as a part of it. */
export function Check({ label, hint, type, className = "check", ...rest }: Props) {
  const id = useId();
  const named = hint ? { "aria-labelledby": `${id}-name`, "aria-describedby": `${id}-hint` } : {};
  return (
    <label className={className}>
      <input {...rest} {...named} type={type ?? "checkbox"} />
      <span>
        <span id={`${id}-name`}>{label}</span>
        {hint && (
          <span className="hint" id={`${id}-hint`}>
            {hint}
          </span>
        )}
      </span>
    </label>
  );
}
