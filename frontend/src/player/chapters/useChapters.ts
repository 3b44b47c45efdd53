import { type Ref, useEffect, useImperativeHandle, useMemo } from "preact/compat";
import { serverClock } from "../../channel/serverClock";
import type { Wishes } from "../usePlayback";
import type { PlaybackView } from "../view";
import { type Chapter, findMark, type Mark, placeMarks, stepMark } from "./chapters";
import { useChapterKeys } from "./useChapterKeys";
import { useChapterTrack } from "./useChapterTrack";

const NONE: readonly Mark[] = [];

/** What a page asks of its player. */
export interface ChapterActions {
  /** Plays from where it begins. */
  goTo: (chapter: Chapter) => void;
}

/** What a page gives its player of a show's chapters. */
export interface ChapterProps {
  /** The same list as long as nothing of it changes. */
  chapters?: readonly Chapter[] | undefined;
  /** Hears which one the picture is in. */
  onChapter?: ((id: string | null) => void) | undefined;
  actions?: Ref<ChapterActions> | undefined;
}

export interface Chapters {
  /** On the line that is shown: what can be gone back while live, the replay's afterwards. */
  marks: readonly Mark[];
  /** What the picture is in. */
  current: Mark | null;
}

/** A show's chapters on the time line of what is played, with their keys. `begins`: when the replay does. */
export function useChapters(
  { chapters = [], onChapter, actions }: ChapterProps,
  video: HTMLVideoElement,
  view: PlaybackView,
  wishes: Wishes,
  { live, begins, controls }: { live: boolean; begins: number | null; controls: boolean },
): Chapters {
  const { source, position, length, behind } = view;
  const back = !live && source === "replay";
  const ofReplay = useMemo(
    () => (back ? placeMarks(chapters, length, wishes.locate) : NONE),
    [back, chapters, length, wishes],
  );
  // While live the line grows with the clock, and a chapter stays where it is from its begin on.
  const ofLive = useMemo(
    () =>
      live && begins !== null
        ? placeMarks(chapters, Number.POSITIVE_INFINITY, (date) => (date - begins) / 1000)
        : NONE,
    [live, chapters, begins],
  );
  const marks = live ? ofLive : ofReplay;
  const place = live ? readPlace(begins, behind) : position;
  const current = findMark(marks, place);

  const goTo = (chapter: Pick<Chapter, "date">) => wishes.watchFrom(chapter.date);
  useImperativeHandle(actions ?? null, () => ({ goTo }));
  useChapterKeys(controls && marks.length > 0, (step) => {
    const found = stepMark(marks, live ? readPlace(begins, behind) : position, step);
    const chapter = chapters.find(({ id }) => id === found?.id);
    if (chapter) goTo(chapter);
  });
  useChapterTrack(video, ofReplay, length);
  const id = view.state === "idle" || !controls ? null : (current?.id ?? null);
  useEffect(() => onChapter?.(id), [id, onChapter]);
  return { marks, current };
}

/** How far into a show that is on its picture is; seconds. */
function readPlace(begins: number | null, behind: number): number {
  const now = serverClock.read(performance.now(), Date.now());
  return begins === null ? 0 : Math.floor((now - begins) / 1000) - behind;
}
