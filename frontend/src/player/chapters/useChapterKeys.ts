import { useEffect, useEffectEvent } from "preact/compat";
import { isTyping } from "../useShortcuts";

const STEPS: Readonly<Record<string, 1 | -1>> = { n: 1, b: -1 };

/** N goes to the next chapter, B back to the one before, wherever the focus is but where somebody types. */
export function useChapterKeys(on: boolean, onStep: (step: 1 | -1) => void): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    const step = STEPS[event.key];
    const { ctrlKey, metaKey, altKey, repeat, defaultPrevented } = event;
    if (step === undefined || ctrlKey || metaKey || altKey || repeat || defaultPrevented || isTyping(event))
      return;
    event.preventDefault();
    onStep(step);
  });
  useEffect(() => {
    if (!on) return;
    const hear = (event: KeyboardEvent) => press(event);
    document.addEventListener("keydown", hear);
    return () => document.removeEventListener("keydown", hear);
  }, [on]);
}
