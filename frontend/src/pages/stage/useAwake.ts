import { useEffect, useState } from "preact/compat";

export type Awake = "kept" | "released" | "unknown";

/**
 * Keeps the screen from going dark for as long as the component shows, where the browser can. It lets go whenever the
 * page is hidden, or the battery is low; it is asked again when the page comes back. `unknown`: this browser cannot.
 */
export function useAwake(): Awake {
  const [awake, setAwake] = useState<Awake>("unknown");
  useEffect(() => {
    // Only pages that came safely have it.
    const lock: WakeLock | undefined = navigator.wakeLock;
    if (lock === undefined) return;
    let held: WakeLockSentinel | null = null;
    let over = false;
    const ask = async () => {
      if (document.visibilityState !== "visible" || (held !== null && !held.released)) return;
      try {
        const got = await lock.request("screen");
        if (over) return void got.release();
        held = got;
        setAwake("kept");
        got.addEventListener("release", () => !over && setAwake("released"));
      } catch {
        if (!over) setAwake("released");
      }
    };
    void ask();
    document.addEventListener("visibilitychange", ask);
    return () => {
      over = true;
      document.removeEventListener("visibilitychange", ask);
      void held?.release();
    };
  }, []);
  return awake;
}
