import { type ReactNode, useEffect, useLayoutEffect, useRef } from "preact/compat";
import { t } from "../i18n/t";
import type { ChatMessage } from "./messages";

/** What can be done about a message, beside the name of who said it. */
export function RowMenu(props: {
  message: ChatMessage;
  /** The name that was pressed. */
  beside: HTMLElement;
  onClose: () => void;
  children: ReactNode;
}) {
  const { message, beside, onClose, children } = props;
  const menu = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const box = menu.current;
    if (box === null) return;
    box.showPopover();
    const place = () => {
      const [name, own] = [beside.getBoundingClientRect(), box.getBoundingClientRect()];
      const below = name.bottom + own.height + 8 < innerHeight;
      const top = below ? name.bottom + 4 : name.top - own.height - 4;
      box.style.top = `${Math.max(8, Math.min(top, innerHeight - own.height - 8))}px`;
      box.style.left = `${Math.max(8, Math.min(name.left, innerWidth - own.width - 8))}px`;
    };
    place();
    box.querySelector<HTMLElement>("button, a")?.focus();
    // Whoever keeps the room can do more, and it is asked only now who does.
    const grown = new ResizeObserver(place);
    grown.observe(box);
    return () => grown.disconnect();
  }, [beside]);
  useEffect(() => {
    const box = menu.current;
    const close = (event: Event) => (event as ToggleEvent).newState === "closed" && onClose();
    box?.addEventListener("toggle", close);
    return () => box?.removeEventListener("toggle", close);
  }, [onClose]);
  return (
    <div className="chat-menu" popover="auto" ref={menu} role="dialog" aria-label={t("chat.message")}>
      <p className="chat-menu-who">
        <bdi>{message.account?.display_name}</bdi>
      </p>
      {children}
    </div>
  );
}
