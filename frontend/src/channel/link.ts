import { backoff, crowdedBackoff } from "./backoff";

/**
 * The life of a channel's connection as a pure machine: inputs go in, effects come out, and whoever owns the socket,
 * the timers and the requests carries them out. Timers are set by name; setting one again replaces it.
 */

export type TimerName = "reconnect" | "silence" | "poll";

export type Input =
  | { type: "start" }
  /** What stood against coming in is gone, as far as is known. */
  | { type: "again" }
  /** The page has no business here until it comes again: the same account watches on others. */
  | { type: "leave" }
  | { type: "opened" }
  /** A frame of any kind arrived; `goodbye` carries the delay the server asked for. */
  | { type: "heard"; goodbye?: number }
  | { type: "closed"; code: number }
  | { type: "timer"; name: TimerName }
  /** The page is looked at again. */
  | { type: "woke" }
  /** The network is another one, or back: what was open over the old one is dead, whatever it looks like. */
  | { type: "networked" };

export type Effect =
  | { do: "connect" }
  | { do: "drop" }
  | { do: "poll" }
  | { do: "set"; timer: TimerName; ms: number }
  | { do: "clear"; timer: TimerName };

export interface Link {
  /** `refused` is final: the server said who may not come, and asking again would not change it. */
  phase: "idle" | "connecting" | "open" | "waiting" | "refused";
  /** The close code of a refusal, or why it is tried again, where that says more than a lost connection. */
  code: number | null;
  /** This connection was let in. */
  admitted: boolean;
  attempt: number;
  openedAt: number;
  heardAt: number;
  goodbyeMs: number | null;
}

export const IDLE_LINK: Link = {
  phase: "idle",
  code: null,
  admitted: false,
  attempt: 0,
  openedAt: 0,
  heardAt: 0,
  goodbyeMs: null,
};

export const CONNECT_TIMEOUT_MS = 10_000;
/** The server pings every 25 s; a link that says nothing for this long is dead. */
export const SILENCE_MS = 40_000;
export const POLL_MS = 10_000;
/** A connection must have held this long before the next failure counts as the first. */
const STEADY_MS = 10_000;
/** Polling begins when reconnecting has had its chance. */
const FIRST_POLL_MS = 2_000;

/** The same account watches on another page now, and not here. */
export const MOVED = 4409;
/** The session is over. */
export const SIGNED_OUT = 4401;
/** Another system keeps the tokens, and does not say who holds some: nobody is let in meanwhile. */
export const UNKNOWN_HOLDERS = 4503;
const REFUSALS: ReadonlySet<number> = new Set([SIGNED_OUT, 4403, 4404, MOVED]);
const TOO_MANY = 4429;

export interface World {
  /** Milliseconds, any origin. */
  now: number;
  /** In [0, 1). */
  random: number;
}

/** The link after one input, and what must be done because of it, in order. */
export function step(link: Link, input: Input, world: World): [Link, Effect[]] {
  switch (input.type) {
    case "start":
      return link.phase === "idle" ? connect(link) : [link, []];
    case "again":
      return link.phase === "refused" ? connect({ ...link, code: null, attempt: 0 }) : [link, []];
    case "leave":
      return leave(link);
    case "opened":
      if (link.phase !== "connecting") return [link, []];
      return [
        { ...link, phase: "open", openedAt: world.now, heardAt: world.now, goodbyeMs: null },
        [
          { do: "clear", timer: "poll" },
          { do: "set", timer: "silence", ms: SILENCE_MS },
        ],
      ];
    case "heard":
      if (link.phase !== "open") return [link, []];
      return [
        {
          ...link,
          admitted: true,
          code: link.code === UNKNOWN_HOLDERS ? null : link.code,
          heardAt: world.now,
          goodbyeMs: input.goodbye ?? link.goodbyeMs,
        },
        [{ do: "set", timer: "silence", ms: SILENCE_MS }],
      ];
    case "closed":
      return link.phase === "connecting" || link.phase === "open"
        ? lose(link, input.code, world)
        : [link, []];
    case "timer":
      return fire(link, input.name, world);
    case "woke":
      return wake(link, world);
    case "networked":
      return link.phase === "open" || link.phase === "connecting" ? drop(link, world) : wake(link, world);
  }
}

function connect(link: Link): [Link, Effect[]] {
  return [
    { ...link, phase: "connecting", admitted: false },
    [{ do: "connect" }, { do: "set", timer: "silence", ms: CONNECT_TIMEOUT_MS }],
  ];
}

function leave(link: Link): [Link, Effect[]] {
  return [
    { ...link, phase: "refused", code: MOVED, goodbyeMs: null },
    [
      { do: "drop" },
      { do: "clear", timer: "silence" },
      { do: "clear", timer: "reconnect" },
      { do: "clear", timer: "poll" },
    ],
  ];
}

function lose(link: Link, code: number, world: World): [Link, Effect[]] {
  const quiet: Effect = { do: "clear", timer: "silence" };
  // A session ends when its browser signs in anew, or has a new password, on another page: there is a new one then.
  const renewed = code === SIGNED_OUT && link.admitted;
  if (REFUSALS.has(code) && !renewed) {
    return [{ ...link, phase: "refused", code }, [quiet, { do: "clear", timer: "poll" }]];
  }
  const held = link.phase === "open" && world.now - link.openedAt >= STEADY_MS;
  const attempt = held ? 0 : link.attempt;
  const crowded = code === TOO_MANY;
  const delay =
    link.goodbyeMs ?? (crowded ? crowdedBackoff(attempt, world.random) : backoff(attempt, world.random));
  const effects: Effect[] = [quiet, { do: "set", timer: "reconnect", ms: delay }];
  // A server that spreads its clients' return does not want them to ask over HTTP meanwhile.
  const grace = link.goodbyeMs === null ? 0 : link.goodbyeMs;
  if (link.phase === "open" || link.attempt === 0) {
    effects.push({ do: "set", timer: "poll", ms: grace + FIRST_POLL_MS });
  }
  const last = renewed || code === UNKNOWN_HOLDERS ? code : null;
  return [{ ...link, phase: "waiting", code: last, attempt: attempt + 1, goodbyeMs: null }, effects];
}

function fire(link: Link, name: TimerName, world: World): [Link, Effect[]] {
  if (name === "reconnect") return link.phase === "waiting" ? connect(link) : [link, []];
  if (name === "poll") {
    if (link.phase === "open" || link.phase === "refused") return [link, []];
    // A tenth of spread keeps a crowd's polls from falling into one beat.
    const ms = Math.round(POLL_MS * (0.95 + world.random / 10));
    return [link, [{ do: "poll" }, { do: "set", timer: "poll", ms }]];
  }
  if (link.phase !== "open" && link.phase !== "connecting") return [link, []];
  return drop(link, world);
}

function wake(link: Link, world: World): [Link, Effect[]] {
  // The first wait after a goodbye is the server's wish and is kept; any later one may be cut short.
  if (link.phase === "waiting" && link.attempt > 1) {
    return [link, [{ do: "set", timer: "reconnect", ms: backoff(0, world.random) }]];
  }
  if (link.phase === "open" && world.now - link.heardAt > SILENCE_MS) return drop(link, world);
  return [link, []];
}

function drop(link: Link, world: World): [Link, Effect[]] {
  const [next, effects] = lose(link, 1006, world);
  return [next, [{ do: "drop" }, ...effects]];
}
