import { useEffect } from "preact/compat";

/** Calls `act` whenever somebody comes back to the page, from another one or from another window. */
export function useReturn(act: () => void): void {
  useEffect(() => {
    const back = () => {
      if (document.visibilityState === "visible") act();
    };
    document.addEventListener("visibilitychange", back);
    window.addEventListener("focus", back);
    return () => {
      document.removeEventListener("visibilitychange", back);
      window.removeEventListener("focus", back);
    };
  }, [act]);
}
