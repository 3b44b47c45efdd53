import { lazy, Suspense } from "preact/compat";
import type { Kept } from "../replay/kept";
import { besidePlaylist } from "./cues";

/** Nobody needs it, nor the pictures, before they look at the bar. */
const Picture = lazy(() => import("./Picture"));

/** The storyboard's picture of what was sent at `date` (ms since 1970); null: it is as long after the begin as `place`. */
export function Storyboard(props: { kept: Kept; date: number | null; place: number }) {
  const { kept, date, place } = props;
  const time = date === null || kept.begins === null ? place : (date - kept.begins) / 1000;
  return (
    <Suspense fallback={null}>
      <Picture url={besidePlaylist(kept.url)} time={Math.max(0, time)} />
    </Suspense>
  );
}
