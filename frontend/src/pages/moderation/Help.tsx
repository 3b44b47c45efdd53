import { useEffect, useRef } from "preact/compat";

const KEYS: readonly (readonly [string, string])[] = [
  ["J, K", "The next message, the one before"],
  ["End", "Follow the newest"],
  ["D, D", "Delete the message"],
  ["T, then 1, 2 or 3", "Time out for 1, 10 or 60 minutes"],
  ["B, B", "Ban for good, and delete all it has said here"],
  ["P", "Pin the message above all, or take it down"],
  ["Q", "Into the queue of questions, or answered"],
  ["R", "Reported: let it stay"],
  ["S", "Shield up or down"],
  ["Esc", "Leave it"],
  ["?", "These keys"],
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
      <h2 id="help">Keys</h2>
      <dl className="desk-keys">
        {KEYS.map(([keys, words]) => (
          <div key={keys}>
            <dt>
              <kbd className="key">{keys}</kbd>
            </dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
      <label className="check">
        <input type="checkbox" checked={keysOn} onChange={(event) => onKeys(event.currentTarget.checked)} />
        <span>
          Letters are keys
          <span className="hint">Off: everything is done with the buttons, by Tab and Enter.</span>
        </span>
      </label>
      <div className="form-actions">
        <button type="button" className="button" onClick={onClose}>
          Close
        </button>
      </div>
    </dialog>
  );
}
