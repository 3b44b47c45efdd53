/**
 * What somebody is about to say, as a pure machine. Nothing typed is ever lost: what could not be sent is in the box
 * again, or, where something else is in it by then, waits above it.
 */

export const MOST_TEXT = 500;
/** Over the box at most; whoever has more that could not be sent waits before typing more. */
const MOST_HELD = 5;

export interface Draft {
  /** The sender's own: sent again with it, it is the same message. */
  id: string;
  text: string;
  question: boolean;
  /** Why it is not taken, however often it is sent. */
  refusal?: string;
}

export interface Composer {
  text: string;
  question: boolean;
  /** What the box's text was sent as before, so that it is not said twice; null: it is new. */
  kept: Draft | null;
  /** On its way. */
  sending: Draft | null;
  /** Could not be sent yet, is next, or is not taken: oldest first. */
  held: readonly Draft[];
  /** What is held, or else in the box, goes as soon as what is on its way has been said. */
  eager: boolean;
  /** Nothing is taken before; ms since 1970, 0: now. */
  until: number;
  /** What waits goes by itself when it may. */
  auto: boolean;
  /** Why the last was not taken, in words. */
  problem: string | null;
}

export const EMPTY_COMPOSER: Composer = {
  text: "",
  question: false,
  kept: null,
  sending: null,
  held: [],
  eager: false,
  until: 0,
  auto: false,
  problem: null,
};

export type Act =
  | { type: "typed"; text: string }
  | { type: "asks"; question: boolean }
  /** Enter; `id` is a new one, for what was not sent before. */
  | { type: "send"; now: number; id: string }
  /** It was said. */
  | { type: "said"; now: number; id: string }
  /** It was not; `wait` seconds are to pass first, null: that is not why. `final`: as it is, it is never taken. */
  | { type: "refused"; now: number; words: string; wait: number | null; final: boolean }
  | { type: "auto"; auto: boolean }
  /** The time is over. */
  | { type: "due"; now: number; id: string }
  | { type: "dropped"; id: string };

export const countLetters = (text: string) => [...text].length;

export const isSendable = (text: string) => text.trim() !== "" && countLetters(text.trim()) <= MOST_TEXT;

/** What is said is one line. */
export const joinLines = (text: string) => text.replace(/\s*[\t\r\n\u2028\u2029]+\s*/g, " ");

export function compose(state: Composer, act: Act): Composer {
  switch (act.type) {
    case "typed":
      return { ...state, text: joinLines(act.text) };
    case "asks":
      return { ...state, question: act.question };
    case "send":
      return send(state, act.now, act.id);
    case "said": {
      const next = { ...state, sending: null, problem: null };
      return state.eager || (state.auto && waits(state)) ? send(next, act.now, act.id) : next;
    }
    case "refused":
      return refuse(state, act);
    case "auto":
      return { ...state, auto: act.auto };
    case "due":
      return state.auto && state.until !== 0 && (waits(state) || isKept(state))
        ? send({ ...state, until: 0 }, act.now, act.id)
        : state;
    case "dropped":
      return { ...state, held: state.held.filter(({ id }) => id !== act.id) };
  }
}

function send(state: Composer, now: number, id: string): Composer {
  // Who has it sent by itself has said all there is to say of when.
  if (now < state.until) return state.auto && !isKept(state) ? queue(state, id) : state;
  if (state.sending !== null) return { ...queue(state, id), eager: true };
  const first = state.held.find(isNext);
  if (first !== undefined) {
    const held = state.held.filter((one) => one !== first);
    return { ...state, sending: first, held, until: 0, problem: null, eager: held.some(isNext) };
  }
  if (!isSendable(state.text)) return { ...state, eager: false };
  return { ...empty(state), sending: draft(state, id), until: 0, problem: null, eager: false };
}

const isNext = ({ refusal }: Draft) => refusal === undefined;

const waits = ({ held }: Composer) => held.some(isNext);

/** The box has what was sent before, and nothing else. */
const isKept = ({ kept, text, question }: Composer) =>
  kept !== null && kept.text === text.trim() && kept.question === question;

/** Enter while something is on its way, or waits: what is typed next is another message. */
function queue(state: Composer, id: string): Composer {
  // What is on its way may come back, and is to have its place.
  if (!isSendable(state.text) || state.held.length >= MOST_HELD - 1) return state;
  return { ...empty(state), held: [...state.held, draft(state, id)] };
}

const empty = (state: Composer): Composer => ({ ...state, text: "", question: false, kept: null });

function draft(state: Composer, id: string): Draft {
  const { text, question, kept } = state;
  return { id: isKept(state) && kept !== null ? kept.id : id, text: text.trim(), question };
}

function refuse(state: Composer, act: Extract<Act, { type: "refused" }>): Composer {
  const { now, words, wait, final } = act;
  const { sending, text, held } = state;
  const until = wait === null ? 0 : now + wait * 1000;
  const next = { ...state, sending: null, eager: false, until, problem: words };
  if (sending === null) return next;
  if (text.trim() === "" && held.length === 0) {
    return { ...next, text: sending.text, question: sending.question, kept: sending };
  }
  if (!final) return { ...next, held: [sending, ...held].slice(0, MOST_HELD) };
  // It is to be seen why, and what was sent after it goes on.
  const aside = [...held, { ...sending, refusal: words }].slice(-MOST_HELD);
  const rest = { ...next, held: aside, problem: null };
  return waits(rest) ? send(rest, now, "") : rest;
}
