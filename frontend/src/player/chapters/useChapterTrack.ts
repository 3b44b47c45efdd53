import { useEffect, useState } from "preact/compat";
import { t } from "../../i18n/t";
import type { Mark } from "./chapters";

/** The chapters as the element's own track of them, for whatever reads those: assistive technology, a browser's menu. */
export function useChapterTrack(video: HTMLVideoElement, marks: readonly Mark[], length: number): void {
  const [track] = useState(() => {
    const made = video.addTextTrack("chapters", t("player.chapters"), "");
    made.mode = "hidden";
    return made;
  });
  useEffect(() => {
    for (const [number, { title, place }] of marks.entries()) {
      const end = marks[number + 1]?.place ?? length;
      if (end > place) track.addCue(new VTTCue(place, end, title));
    }
    return () => {
      for (const cue of [...(track.cues ?? [])]) track.removeCue(cue);
    };
  }, [track, marks, length]);
}
