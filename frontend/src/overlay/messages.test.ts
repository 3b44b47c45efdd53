import { describe, expect, it } from "vitest";
import type { ChatFrame, Message } from "./frames";
import { apply, NOTHING } from "./messages";

function message(seq: number, id = `m${seq}`): Message {
  return {
    id,
    seq,
    at: "2026-01-01T00:00:00.000Z",
    show_time: null,
    account: null,
    kind: "message",
    text: `${id} at ${seq}`,
    mentions: [],
    question: null,
    tip: null,
    about: null,
  };
}

function frame(after: number, seq: number, more: Partial<ChatFrame> = {}): ChatFrame {
  return { type: "chat", livestream_id: "one", after, seq, reset: false, messages: [], removed: [], ...more };
}

const seqs = (shown: typeof NOTHING) => shown.list.map(({ seq }) => seq);

describe("the chat over a picture", () => {
  const first = apply(
    NOTHING,
    frame(-1, 3, { reset: true, messages: [1, 2, 3].map((seq) => message(seq)) }),
    3,
  );

  it("is the last messages, oldest first", () => {
    expect(seqs(first)).toEqual([1, 2, 3]);
    expect(seqs(apply(first, frame(3, 5, { messages: [message(5), message(4)] }), 3))).toEqual([3, 4, 5]);
  });

  it("has each once, and changed ones in their place", () => {
    const changed = apply(first, frame(3, 4, { messages: [{ ...message(2), text: "mended" }] }), 3);
    expect(changed.list.map(({ text }) => text)).toEqual(["m1 at 1", "mended", "m3 at 3"]);
    expect(seqs(apply(changed, frame(2, 4, { messages: [message(4)] }), 3))).toEqual([1, 2, 3]);
  });

  it("loses what was removed, whatever the number of the frame", () => {
    expect(seqs(apply(first, frame(2, 2, { removed: ["m2"] }), 3))).toEqual([1, 3]);
  });

  it("begins anew with another show, or where too much was missed", () => {
    expect(
      seqs(apply(first, frame(-1, 1, { livestream_id: "two", reset: true, messages: [message(1)] }), 3)),
    ).toEqual([1]);
    expect(seqs(apply(first, frame(8, 9, { reset: true, messages: [message(9)] }), 3))).toEqual([9]);
  });

  it("keeps the goal until it is another one", () => {
    const room = {
      enabled: true,
      slow_seconds: 0,
      holders_only: false,
      delay_seconds: 0,
      links: true,
      shield: false,
      pinned: null,
      goal: { title: "A new amp", amount: 100, given: 20 },
    } as NonNullable<ChatFrame["room"]>;
    const set = apply(first, frame(3, 4, { room }), 3);
    expect(apply(set, frame(4, 5, { messages: [message(5)] }), 3).goal?.given).toBe(20);
    expect(apply(set, frame(4, 5, { room: { ...room, goal: null } }), 3).goal).toBeNull();
  });
});
