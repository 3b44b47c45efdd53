import { useEffect, useRef, useState } from "preact/compat";

/** `value`, but never changed twice within `ms`: what is read from afar may not run away. The first and the last of a
 * burst are shown. While `held`, nothing changes: a finger is down. */
export function useCalm<T>(value: T, ms: number, held: boolean): T {
  const [shown, setShown] = useState(value);
  const changed = useRef(Number.NEGATIVE_INFINITY);
  useEffect(() => {
    if (held || value === shown) return;
    const show = () => {
      changed.current = performance.now();
      setShown(value);
    };
    const wait = changed.current + ms - performance.now();
    if (wait <= 0) return show();
    const timer = setTimeout(show, wait);
    return () => clearTimeout(timer);
  }, [value, shown, ms, held]);
  return shown;
}
