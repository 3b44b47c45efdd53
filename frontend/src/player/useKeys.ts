import { useEffect, useEffectEvent } from "preact/compat";
import { isTyping } from "./useShortcuts";

type Press = Pick<
  KeyboardEvent,
  "key" | "ctrlKey" | "metaKey" | "altKey" | "repeat" | "defaultPrevented" | "target"
>;

/** Keys of the page's own, wherever the focus is but where somebody types; by their lower case. */
export function useKeys(on: boolean, keys: Readonly<Record<string, () => void>>): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    const act = findAct(event, keys);
    if (act === null) return;
    event.preventDefault();
    act();
  });
  useEffect(() => {
    if (!on) return;
    const hear = (event: KeyboardEvent) => press(event);
    document.addEventListener("keydown", hear);
    return () => document.removeEventListener("keydown", hear);
  }, [on]);
}

/** What a press is to do; null: it is somebody else's. */
export function findAct(event: Press, keys: Readonly<Record<string, () => void>>): (() => void) | null {
  const { key, ctrlKey, metaKey, altKey, repeat, defaultPrevented } = event;
  const act = keys[key.toLowerCase()];
  if (act === undefined || ctrlKey || metaKey || altKey || repeat || defaultPrevented) return null;
  return isTyping(event) ? null : act;
}
