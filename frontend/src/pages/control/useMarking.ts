import { useCallback, useEffect, useEffectEvent, useState } from "preact/compat";
import { Problem } from "../../api/problem";
import { createMarker, deleteMarker } from "../../api/studioCalls";
import type { Marker } from "../../api/types";
import { t } from "../../i18n/t";
import { isTyping } from "../../player/useShortcuts";
import { formatLength } from "../../ui/time";

/** What is said of the last press. */
export interface Notice {
  words: string;
  failed: boolean;
  /** What can be named, or taken back. */
  marker: Marker | null;
}

export interface Marking {
  mark: () => void;
  notice: Notice | null;
  undo: (marker: Marker) => void;
  dismiss: () => void;
}

/** Names moments of the show while it is on: with a button, or with M wherever nobody types. */
export function useMarking(id: string, live: boolean): Marking {
  const [notice, setNotice] = useState<Notice | null>(null);
  const say = useCallback(async (act: () => Promise<Notice>) => {
    try {
      setNotice(await act());
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      setNotice({ words: error.message, failed: true, marker: null });
    }
  }, []);
  const mark = useCallback(
    () =>
      void say(async () => {
        const marker = await createMarker(id, {});
        return {
          words: t("control.marked", { time: formatLength(marker.at * 1000) }),
          failed: false,
          marker,
        };
      }),
    [id, say],
  );
  const undo = useCallback(
    (marker: Marker) =>
      void say(async () => {
        await deleteMarker(id, marker.id);
        return { words: t("control.takenBack"), failed: false, marker: null };
      }),
    [id, say],
  );
  const press = useEffectEvent((event: KeyboardEvent) => {
    const { key, ctrlKey, metaKey, altKey, shiftKey, repeat } = event;
    if (key !== "m" || ctrlKey || metaKey || altKey || shiftKey || isTyping(event)) return;
    // In the picture too, where it would turn the sound on.
    event.preventDefault();
    event.stopPropagation();
    if (!repeat) mark();
  });
  useEffect(() => {
    if (!live) return;
    const hear = (event: KeyboardEvent) => press(event);
    document.addEventListener("keydown", hear, { capture: true });
    return () => document.removeEventListener("keydown", hear, { capture: true });
  }, [live]);
  return { mark, notice, undo, dismiss: useCallback(() => setNotice(null), []) };
}
