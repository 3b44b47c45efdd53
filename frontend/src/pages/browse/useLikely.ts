import { useEffect } from "preact/compat";
import { loadEngine } from "../../player/engine";

const LIKELY_MS = 1_500;

/**
 * Fetches the player once the next press most likely needs it: a while after something is live, or when somebody is about
 * to press a show. Never unasked where the reader's device saves data.
 */
export function useLikely(live: boolean): void {
  useEffect(() => {
    const near = ({ target }: Event) => {
      if (target instanceof Element && target.closest("[data-livestream]") !== null) fetchPlayer();
    };
    document.addEventListener("pointerover", near, { passive: true });
    document.addEventListener("focusin", near);
    const timer = live && !savesData() ? setTimeout(fetchPlayer, LIKELY_MS) : undefined;
    return () => {
      document.removeEventListener("pointerover", near);
      document.removeEventListener("focusin", near);
      clearTimeout(timer);
    };
  }, [live]);
}

function fetchPlayer(): void {
  void import("../watch/WatchPage").catch(() => {});
  void loadEngine().catch(() => {});
}

function savesData(): boolean {
  return (navigator as Navigator & { connection?: { saveData?: boolean } }).connection?.saveData === true;
}
