import { type RefObject, useEffect, useRef, useState } from "preact/compat";
import type { Kept } from "../player/replay/kept";
import { NO_PREVIEW, Preview, type PreviewView } from "./preview";
import type { Range } from "./range";

/** The editor's own picture, beside the page's, which goes on as it was. */
export function usePreview(
  video: RefObject<HTMLVideoElement | null>,
  kept: Kept,
  begins: number,
  range: Range,
): { view: PreviewView; preview: RefObject<Preview | null> } {
  const [view, setView] = useState(NO_PREVIEW);
  const preview = useRef<Preview | null>(null);
  const first = useRef(range);
  const { url, id, whole } = kept;
  useEffect(() => {
    let gone = false;
    const open = async () => {
      const { loadReplayEngine } = await import("../player/replay/replay");
      const engine = await loadReplayEngine();
      if (gone || video.current === null) return;
      const source = { url, id, whole, begins };
      preview.current = new Preview(engine, video.current, source, begins, first.current, setView);
    };
    void open();
    return () => {
      gone = true;
      preview.current?.destroy();
      preview.current = null;
    };
  }, [video, url, id, whole, begins]);
  useEffect(() => {
    first.current = range;
    if (preview.current !== null) preview.current.range = range;
  }, [range]);
  return { view, preview };
}
