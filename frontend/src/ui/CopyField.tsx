import { useEffect, useId, useState } from "preact/compat";
import { locale, t } from "../i18n/t";
import { copyText } from "./copy";
import { Icon } from "./Icon";

/** A value to take elsewhere. A secret one stays hidden until it is asked for; copying does not need to show it. */
export function CopyField({
  label,
  value,
  secret = false,
}: {
  label: string;
  value: string;
  secret?: boolean;
}) {
  const id = useId();
  const [shown, setShown] = useState(!secret);
  const [copied, setCopied] = useState<boolean | null>(null);

  useEffect(() => {
    if (copied === null) return;
    const timer = setTimeout(() => setCopied(null), 2_500);
    return () => clearTimeout(timer);
  }, [copied]);

  return (
    <div className="copy-field">
      <div className="copy-head">
        <label htmlFor={id}>{label}</label>
        <span className="copy-acts">
          {secret && (
            <button
              type="button"
              className="button small"
              aria-pressed={shown}
              onClick={() => setShown(!shown)}
              aria-label={t(shown ? "ui.hideWhat" : "ui.showWhat", { what: within(label) })}
            >
              {t(shown ? "ui.hide" : "ui.show")}
            </button>
          )}
          <button
            type="button"
            className="button small copy"
            aria-label={t("ui.copyWhat", { what: within(label) })}
            onClick={async () => setCopied(await copyText(value))}
          >
            <Icon name={copied ? "check" : "copy"} />
            {t(copied ? "ui.copied" : "ui.copy")}
          </button>
        </span>
      </div>
      <input
        id={id}
        type={(shown ? "text" : "password") as "text"}
        value={value}
        readOnly
        autoComplete="off"
        spellcheck={false}
        data-1p-ignore
        onFocus={(event) => shown && event.currentTarget.select()}
      />
      <p className="visually-hidden" role="status">
        {copied === true && t("ui.copiedWhat", { what: label })}
      </p>
      {copied === false && <p className="field-error">{t("ui.copyByHand")}</p>}
    </div>
  );
}

/** A label within a sentence: German keeps its nouns' capitals. */
function within(label: string): string {
  return locale() === "en" ? label.toLowerCase() : label;
}
