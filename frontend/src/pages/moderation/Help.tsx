import { useEffect, useRef } from "preact/compat";
import type { MessageKey } from "../../i18n/messages";
import { t } from "../../i18n/t";
import { Check } from "../../ui/Check";

/** As they are printed, or a name that is said in words; and what they do. */
const KEYS: readonly (readonly [string | { say: MessageKey }, MessageKey])[] = [
  ["J, K", "moderation.keyMove"],
  ["End", "moderation.keyEnd"],
  ["D, D", "moderation.keyDelete"],
  [{ say: "moderation.keyTimeOutName" }, "moderation.keyTimeOut"],
  ["B, B", "moderation.keyBan"],
  ["P", "moderation.keyPin"],
  ["Q", "moderation.keyQuestion"],
  ["R", "moderation.keyStay"],
  ["S", "moderation.keyShield"],
  ["Esc", "moderation.keyLeave"],
  ["?", "moderation.keyHelp"],
];

/** Which keys there are, and whether they are to work at all. */
export function Help(props: {
  open: boolean;
  onClose: () => void;
  keysOn: boolean;
  onKeys: (on: boolean) => void;
}) {
  const { open, onClose, keysOn, onKeys } = props;
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current;
    if (open && !element?.open) element?.showModal();
    if (!open && element?.open) element.close();
  }, [open]);
  return (
    <dialog className="dialog" ref={dialog} onClose={onClose} aria-labelledby="help">
      <h2 id="help">{t("moderation.keys")}</h2>
      <dl className="desk-keys">
        {KEYS.map(([keys, words]) => (
          <div key={words}>
            <dt>
              <kbd className="key">{typeof keys === "string" ? keys : t(keys.say)}</kbd>
            </dt>
            <dd>{t(words)}</dd>
          </div>
        ))}
      </dl>
      <Check
        label={t("moderation.letters")}
        hint={t("moderation.lettersOff")}
        checked={keysOn}
        onChange={(event) => onKeys(event.currentTarget.checked)}
      />
      <div className="form-actions">
        <button type="button" className="button" onClick={onClose}>
          {t("moderation.close")}
        </button>
      </div>
    </dialog>
  );
}
