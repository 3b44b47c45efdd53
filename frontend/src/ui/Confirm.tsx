import { type ReactNode, useEffect, useId, useRef } from "preact/compat";

/** Asks before something that cannot be taken back. The browser's own dialog keeps the focus inside and gives it back. */
export function Confirm(props: {
  open: boolean;
  title: string;
  action: string;
  dismiss: string;
  /** `live`: it is not lost by it, but everybody hears. */
  look?: "danger" | "live";
  children: ReactNode;
  onConfirm: () => void;
  onDismiss: () => void;
}) {
  const { open, title, action, dismiss, look = "danger", children, onConfirm, onDismiss } = props;
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();

  useEffect(() => {
    const element = dialog.current;
    if (open && !element?.open) element?.showModal();
    if (!open && element?.open) element.close();
  }, [open]);

  return (
    <dialog className="dialog" ref={dialog} onClose={onDismiss} aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {children}
      <div className="form-actions">
        <button type="button" className="button" onClick={onDismiss}>
          {dismiss}
        </button>
        <button type="button" className={`button ${look}`} onClick={onConfirm}>
          {action}
        </button>
      </div>
    </dialog>
  );
}
