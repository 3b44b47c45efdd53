import type { ChatFrame, ChatMessage, RoomShape } from "./messages";

/** A message for tests: `at` is a second for each number. */
export function sampleMessage(seq: number, change: Partial<ChatMessage> = {}): ChatMessage {
  return {
    id: `m${seq}`,
    seq,
    at: new Date(Date.UTC(2026, 10, 27, 20) + seq * 1000).toISOString(),
    show_time: seq,
    account: { id: "fan", display_name: "Fan", badges: [] },
    kind: "message",
    text: `Word ${seq}`,
    mentions: [],
    question: null,
    tip: null,
    about: null,
    ...change,
  };
}

export const SAMPLE_SHAPE: RoomShape = {
  enabled: true,
  slow_seconds: 0,
  holders_only: false,
  delay_seconds: 0,
  links: true,
  shield: false,
  pinned: null,
  goal: null,
};

/** A frame that leads from `after` to the last of its messages. */
export function sampleFrame(
  after: number,
  messages: readonly ChatMessage[],
  change: Partial<ChatFrame> = {},
): ChatFrame {
  const seq = messages.at(-1)?.seq ?? after;
  return { type: "chat", livestream_id: "one", after, seq, reset: false, messages, removed: [], ...change };
}
