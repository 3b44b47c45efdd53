import type { Livestream } from "../api/types";

/** Before a show begins and after it has ended. As the server has it. */
const AROUND_MS = 3_600_000;

/** How a room is at some time: nobody writes before it opens, or after it is over. Pure. */
export type Hours = { is: "early"; opens: number } | { is: "waiting" | "open" | "over" };

export function findHours(
  { status, scheduled_start_at, ended_at }: Pick<Livestream, "status" | "scheduled_start_at" | "ended_at">,
  now: number,
): Hours {
  if (status === "live") return { is: "open" };
  if (status === "scheduled") {
    const opens = scheduled_start_at === null ? null : Date.parse(scheduled_start_at) - AROUND_MS;
    return opens !== null && now < opens ? { is: "early", opens } : { is: "waiting" };
  }
  return { is: ended_at !== null && now < Date.parse(ended_at) + AROUND_MS ? "open" : "over" };
}
