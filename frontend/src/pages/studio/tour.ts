import type { Livestream, Verdict } from "../../api/types";

/** From nothing to a first show, in steps that know by themselves whether they are done. Pure. */

export const STEPS = ["create", "obs", "rehearse", "live"] as const;
export type StepName = (typeof STEPS)[number];

export interface Step {
  name: StepName;
  done: boolean;
  /** The next one to do. */
  next: boolean;
  /** Where it is done. */
  href: string;
}

type Show = Pick<Livestream, "id" | "status" | "started_at" | "publishing">;

/** `verdict`: the last rehearsal's; null: there was none; undefined: not known yet. Null: the tour is over, or not to be judged. */
export function planTour(shows: readonly Show[], verdict: Verdict | null | undefined): Step[] | null {
  if (verdict === undefined) return null;
  // Whoever was on the air needs nobody to show how.
  if (shows.some(({ started_at }) => started_at !== null)) return null;
  const open = shows.find(({ status }) => status === "scheduled");
  const room = open === undefined ? "/artist/livestreams/create" : `/artist/livestreams/${open.id}`;
  const done: Readonly<Record<StepName, boolean>> = {
    create: open !== undefined,
    obs: verdict !== null || shows.some(({ publishing }) => publishing === true),
    rehearse: verdict?.ready === true,
    live: false,
  };
  const hrefs: Readonly<Record<StepName, string>> = {
    create: "/artist/livestreams/create",
    obs: "/artist/rehearsal",
    rehearse: "/artist/rehearsal",
    live: room,
  };
  const next = STEPS.find((name) => !done[name]);
  return STEPS.map((name) => ({ name, done: done[name], next: name === next, href: hrefs[name] }));
}

type Store = Pick<Storage, "getItem" | "setItem" | "removeItem">;
const AWAY = "tour:away";

export function isAway(store: Store | null): boolean {
  try {
    return store?.getItem(AWAY) === "yes";
  } catch {
    return false;
  }
}

export function putAway(store: Store | null, away: boolean): void {
  try {
    if (away) store?.setItem(AWAY, "yes");
    else store?.removeItem(AWAY);
  } catch {
    // Then it is there again next time.
  }
}
