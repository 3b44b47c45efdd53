import { createPortal, type ReactNode, useEffect, useId, useRef } from "preact/compat";
import { t } from "../i18n/t";
import { Icon } from "./Icon";

/** The browser's own dialog, for as long as it is there. Escape, a press beside it or its button closes it; on a phone it rises from below. */
export function Sheet(props: { title: string; children: ReactNode; onClose: () => void }) {
  const { title, children, onClose } = props;
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);
  return createPortal(
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape is the keyboard's way, and the browser's own
    <dialog
      className="sheet"
      ref={dialog}
      aria-labelledby={id}
      onCancel={onClose}
      onClick={(event) => event.target === event.currentTarget && onClose()}
    >
      <div className="sheet-inside">
        <header className="sheet-head">
          <h2 id={id}>{title}</h2>
          <button type="button" className="sheet-close" aria-label={t("watch.close")} onClick={onClose}>
            <Icon name="close" />
          </button>
        </header>
        {children}
      </div>
    </dialog>,
    document.body,
  );
}
