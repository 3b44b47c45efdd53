import { createPortal, type ReactNode, useEffect, useId, useRef } from "preact/compat";
import { t } from "../i18n/t";
import { Icon } from "../ui/Icon";

/** The browser's own dialog, for as long as it is there; on a phone it comes up from below. */
export function Sheet({
  title,
  children,
  onClose,
}: {
  title: string;
  children: ReactNode;
  onClose: () => void;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);
  // Not within the chat's own form, which its fields would be of; nor does what is done in it bubble there.
  return createPortal(
    <dialog
      className="dialog tips-sheet"
      ref={dialog}
      onCancel={onClose}
      onSubmit={keep}
      onKeyDown={keep}
      aria-labelledby={id}
    >
      <header>
        <h2 id={id}>{title}</h2>
        <button type="button" className="composer-button" onClick={onClose}>
          <Icon name="close" />
          <span className="visually-hidden">{t("tips.close")}</span>
        </button>
      </header>
      {children}
    </dialog>,
    document.body,
  );
}

const keep = (event: Event) => event.stopPropagation();
