import type { Alert } from "../frames";

/**
 * Which alert is on the screen, and which come after it: oldest first, one after another, each once. Pure: inputs go in,
 * and whoever owns the screen, the clock and the browser's memory compares what comes out with what was.
 */

/** What the browser remembers, so that a reload goes on where the page was. */
export interface Memory {
  /** The number of the last alert that was begun. */
  place: number;
  /** The alert that is on the screen, and until when (milliseconds since 1970). */
  showing: Showing | null;
}

export interface Showing {
  alert: Alert;
  until: number;
}

export interface Queue extends Memory {
  /** In order, all after `place`. */
  waiting: readonly Alert[];
  /** Tests, which have no number and are remembered by nobody. */
  tests: readonly Alert[];
  paused: boolean;
  /** Before this nothing begins (milliseconds since 1970): the eye is to see that it is another one. */
  free: number;
  /** This page is the one whose turn it is: it is on the screen, and no other with the same address shows alerts. */
  mine: boolean;
}

export const EMPTY: Queue = {
  place: 0,
  showing: null,
  waiting: [],
  tests: [],
  paused: false,
  free: 0,
  mine: false,
};

export type Input =
  /** A connection begins: all that was not begun follows, without what was withdrawn meanwhile. */
  | { type: "connected" }
  | { type: "heard"; alerts: readonly Alert[] }
  | { type: "withdrawn"; numbers: readonly number[] }
  | { type: "test"; alert: Alert }
  | { type: "skip" }
  | { type: "paused"; paused: boolean }
  /** It is this page's turn; what the one before remembered. */
  | { type: "turn"; memory: Memory }
  | { type: "handed-on" }
  /** The address opens nothing, for now at least: nothing of what it told is anybody's to see. */
  | { type: "refused" }
  | { type: "time" };

/** Tests that wait; more are nobody's wish. */
const MOST_TESTS = 5;
/** Between two alerts. */
export const GAP_MS = 600;
/** With less than this left of it nothing is shown again: nobody sees what flickers. */
export const WORTH_MS = 400;

export function step(queue: Queue, input: Input, now: number, length: (alert: Alert) => number): Queue {
  return advance(take(queue, input, now), now, length);
}

/** When there is something to do by itself; null: only when something happens. */
export function findNext(queue: Queue): number | null {
  if (queue.showing !== null) return queue.showing.until;
  const more = queue.tests.length > 0 || (queue.waiting.length > 0 && !queue.paused);
  return more && queue.mine ? queue.free : null;
}

function take(queue: Queue, input: Input, now: number): Queue {
  switch (input.type) {
    case "connected":
      return { ...queue, waiting: [] };
    case "heard": {
      const known = new Set(queue.waiting.map(({ number }) => number));
      const fresh = input.alerts.filter(({ number }) => number > queue.place && !known.has(number));
      const waiting = [...queue.waiting, ...fresh].sort((one, other) => one.number - other.number);
      return { ...queue, waiting };
    }
    case "withdrawn": {
      const gone = ({ number }: Alert) => number > 0 && input.numbers.includes(number);
      const waiting = queue.waiting.filter((alert) => !gone(alert));
      // What is on the screen goes at once: it was taken away for a reason.
      return queue.showing && gone(queue.showing.alert)
        ? end({ ...queue, waiting }, now)
        : { ...queue, waiting };
    }
    case "test":
      // Only where it is seen: elsewhere it would come at an odd moment.
      if (!queue.mine) return queue;
      return { ...queue, tests: [...queue.tests, input.alert].slice(0, MOST_TESTS) };
    case "skip":
      return queue.showing === null ? queue : end(queue, now);
    case "paused":
      return { ...queue, paused: input.paused };
    case "turn": {
      const { place, showing } = input.memory;
      const furthest = Math.max(queue.place, place);
      const waiting = queue.waiting.filter(({ number }) => number > furthest);
      const rest = showing !== null && showing.until - now >= WORTH_MS ? showing : null;
      return { ...queue, mine: true, place: furthest, waiting, showing: rest };
    }
    case "handed-on":
      return { ...queue, mine: false, showing: null };
    case "refused":
      return { ...queue, waiting: [], tests: [], showing: null };
    case "time":
      return queue;
  }
}

function end(queue: Queue, at: number): Queue {
  return { ...queue, showing: null, free: at + GAP_MS };
}

function advance(queue: Queue, now: number, length: (alert: Alert) => number): Queue {
  if (queue.showing !== null) {
    if (now < queue.showing.until) return queue;
    return advance(end(queue, queue.showing.until), now, length);
  }
  if (!queue.mine || now < queue.free) return queue;
  const [test, ...tests] = queue.tests;
  if (test !== undefined) return { ...queue, tests, showing: { alert: test, until: now + length(test) } };
  const [alert, ...waiting] = queue.waiting;
  if (alert === undefined || queue.paused) return queue;
  return { ...queue, place: alert.number, waiting, showing: { alert, until: now + length(alert) } };
}
