import type { Livestream } from "../api/types";
import { t } from "../i18n/t";
import { formatDay } from "../ui/time";

export interface Lineup {
  live: Livestream[];
  upcoming: { day: string; livestreams: Livestream[] }[];
}

/** What is on now, in the order it began (counts move, cards must not), and what is to come, day by day. */
export function arrange(livestreams: Iterable<Livestream>, now: number): Lineup {
  const all = [...livestreams];
  const live = all
    .filter(({ status }) => status === "live")
    .sort((a, b) => compare(b.started_at, a.started_at) || compare(a.id, b.id));
  const scheduled = all
    .filter(({ status }) => status === "scheduled")
    .sort(
      (a, b) =>
        compare(a.scheduled_start_at ?? "~", b.scheduled_start_at ?? "~") || compare(a.title, b.title),
    );
  const upcoming: Lineup["upcoming"] = [];
  for (const livestream of scheduled) {
    const day = describeDay(livestream.scheduled_start_at, now);
    const group = upcoming.find((one) => one.day === day);
    if (group) group.livestreams.push(livestream);
    else upcoming.push({ day, livestreams: [livestream] });
  }
  return { live, upcoming };
}

function describeDay(at: string | null, now: number): string {
  if (at === null) return t("browse.noDate");
  const date = new Date(at);
  return date.getTime() < now ? t("browse.anyMoment") : formatDay(date, now);
}

function compare(a: string | null, b: string | null): number {
  return (a ?? "") < (b ?? "") ? -1 : (a ?? "") > (b ?? "") ? 1 : 0;
}
