import type { Rehearsal, Verdict } from "../api/types";
import type { Conflict, Health, RehearsalFrame } from "./frames";

/** What the channel, or a poll in its place, last told of the artist's rehearsal. */
export interface RehearsalNews {
  /** Grows with everything told, so that an answer asked for earlier is known to be older. */
  heard: number;
  active: boolean;
  verdict: Verdict | null;
  /** A second encoder was refused. */
  conflict: Conflict | null;
  /** How it sounds; null: it is not known, or is over. */
  sound: Health["sound"];
}

export const NO_REHEARSAL: RehearsalNews = {
  heard: 0,
  active: false,
  verdict: null,
  conflict: null,
  sound: null,
};

export function applyRehearsal(news: RehearsalNews, frame: RehearsalFrame): RehearsalNews {
  const heard = news.heard + 1;
  switch (frame.type) {
    case "rehearsal.started":
      return { heard, active: true, verdict: null, conflict: null, sound: null };
    case "rehearsal.health":
      return {
        heard,
        active: true,
        verdict: frame.verdict,
        conflict: news.conflict,
        sound: frame.health.sound ?? null,
      };
    case "rehearsal.ended":
      return { heard, active: false, verdict: frame.verdict, conflict: null, sound: null };
    case "rehearsal.conflict":
      return { ...news, heard, active: true, conflict: frame };
  }
}

/** What was read over HTTP when the channel had told `heard` things: it counts unless more has been told since. */
export function chooseNews(
  read: { rehearsal: Rehearsal; heard: number } | null,
  news: RehearsalNews,
): RehearsalNews {
  if (read === null || news.heard > read.heard) return news;
  const { active, verdict } = read.rehearsal;
  return {
    heard: read.heard,
    active,
    verdict,
    conflict: active ? news.conflict : null,
    sound: active ? news.sound : null,
  };
}
