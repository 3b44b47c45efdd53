import { type Dispatch, useEffect, useEffectEvent, useReducer } from "preact/compat";
import { sendMessage } from "../api/calls";
import { Problem } from "../api/problem";
import { serverClock } from "../channel/serverClock";
import { t } from "../i18n/t";
import { useSession } from "../session/session";
import { type Act, type Composer, compose } from "./composer";
import { keepDraft, recallDraft } from "./drafts";
import type { Reader } from "./reader";

const readNow = () => serverClock.read(performance.now(), Date.now());

/** The same words are not taken later either. */
const isFinal = (status: number) => status >= 400 && status < 500 && status !== 401 && status !== 408;

/** Letters that no other message has. */
function makeId(): string {
  return [...crypto.getRandomValues(new Uint8Array(12))]
    .map((one) => one.toString(36).padStart(2, "0"))
    .join("");
}

/** What somebody is about to say in a livestream's room, and its way there. */
export function useComposer(id: string, reader: Reader): [Composer, Dispatch<Act>, () => void] {
  const { account, lapse } = useSession();
  const place = `${account?.id} ${id}`;
  const [state, act] = useReducer(compose, place, recallDraft);
  useEffect(() => keepDraft(place, state), [place, state]);
  const { sending, until, auto } = state;

  const say = useEffectEvent((draft: NonNullable<Composer["sending"]>) => {
    sendMessage(id, draft).then(
      (message) => {
        reader.say(message);
        act({ type: "said", now: readNow(), id: makeId() });
      },
      (error: unknown) => {
        const problem = error instanceof Problem ? error : null;
        if (problem?.status === 401) lapse();
        const words = problem?.message ?? t("chat.sendFailed");
        const wait = problem?.retryAfter ?? null;
        const final = wait === null && problem !== null && isFinal(problem.status);
        act({ type: "refused", now: readNow(), words, wait, final });
      },
    );
  });
  useEffect(() => {
    if (sending !== null) say(sending);
  }, [sending]);

  useEffect(() => {
    if (until === 0 || !auto) return;
    const timer = setTimeout(
      () => act({ type: "due", now: readNow(), id: makeId() }),
      Math.max(0, until - readNow()) + 50,
    );
    return () => clearTimeout(timer);
  }, [until, auto]);

  const send = () => {
    reader.catchUp();
    act({ type: "send", now: readNow(), id: makeId() });
  };
  return [state, act, send];
}
