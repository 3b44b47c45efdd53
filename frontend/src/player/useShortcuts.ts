import { type RefObject, useEffect } from "preact/compat";

/** What media-chrome's controller does with a key when the focus is in it. */
interface Controller extends HTMLElement {
  keyboardShortcutHandler?: (event: KeyboardEvent) => void;
}

/** What is within an element of its own, as an emoji's search is, is seen from here as that. */
const TYPING = "input, textarea, select, [contenteditable], dialog, emoji-picker";
const PRESSABLE = `${TYPING}, a, button, summary, [role="button"]`;

/** The key is a letter of what somebody writes. Typing is anything that takes letters, not a slider or a box. */
export function isTyping({ target }: Pick<KeyboardEvent, "target">): boolean {
  if (!(target instanceof Element)) return false;
  const field = target.closest(TYPING);
  return field !== null && !(field instanceof HTMLInputElement && WITHOUT_LETTERS.has(field.type));
}

const WITHOUT_LETTERS = new Set(["range", "checkbox", "radio", "button"]);

/** The player's keys work wherever the focus is, but for where the key means something already. */
export function useShortcuts(
  controller: RefObject<HTMLElement | null>,
  on: boolean,
  rewindable: boolean,
): void {
  useEffect(() => {
    if (!on) return;
    const press = (event: KeyboardEvent) => {
      const media = controller.current as Controller | null;
      if (media === null || !isForPlayer(event, media, rewindable)) return;
      event.preventDefault();
      media.keyboardShortcutHandler?.(event);
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [controller, on, rewindable]);
}

export function isForPlayer(
  event: Pick<
    KeyboardEvent,
    "key" | "target" | "defaultPrevented" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey" | "repeat"
  >,
  media: Node,
  rewindable: boolean,
): boolean {
  const { key, target, ctrlKey, metaKey, altKey, shiftKey } = event;
  if (event.defaultPrevented || event.repeat || ctrlKey || metaKey || altKey || shiftKey) return false;
  // There the controller hears it by itself.
  if (!(target instanceof Element) || media.contains(target)) return false;
  if (key === "k" || key === "m" || key === "f") return target.closest(TYPING) === null;
  if (key === " ") return target.closest(PRESSABLE) === null;
  return rewindable && (key === "ArrowLeft" || key === "ArrowRight") && target.closest(TYPING) === null;
}
