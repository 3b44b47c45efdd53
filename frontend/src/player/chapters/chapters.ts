/** Where in a show its artist has named a moment, on a time line and in words. Pure; dates in ms, places in seconds. */

export interface Chapter {
  id: string;
  title: string;
  /** Seconds of show time. */
  at: number;
  /** When what it begins with was sent. */
  date: number;
}

/** A chapter on a line of time. */
export interface Mark {
  id: string;
  title: string;
  place: number;
}

/** What is played so little after its begin is still its begin to whoever wants the one before; seconds. */
const JUST_BEGUN_S = 3;

/** Those chapters that a line has, in its order. `locate` says where on it a date is; null: nowhere. */
export function placeMarks(
  chapters: readonly Chapter[],
  length: number,
  locate: (date: number) => number | null,
): Mark[] {
  if (length <= 0) return [];
  return chapters
    .map(({ id, title, date }) => ({ id, title, place: locate(date) }))
    .filter((mark): mark is Mark => mark.place !== null && mark.place >= 0 && mark.place <= length);
}

/** Which one this place is in; null: before the first. A line's places are whole seconds. */
export function findMark(marks: readonly Mark[], place: number): Mark | null {
  return marks.findLast((mark) => Math.floor(mark.place) <= place) ?? null;
}

/** Which one the key for the next chapter leads to, or that for the one before. */
export function stepMark(marks: readonly Mark[], place: number, step: 1 | -1): Mark | null {
  if (step === 1) return marks.find((mark) => Math.floor(mark.place) > place) ?? null;
  return marks.findLast((mark) => mark.place < place - JUST_BEGUN_S) ?? null;
}
