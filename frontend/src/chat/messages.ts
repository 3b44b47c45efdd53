import type { ChatEvent, ChatMessage } from "../api/generatedEvents";

/** What is said in a room, as the channel tells it. */

export type { ChatMessage, ChatRoom as RoomShape } from "../api/generatedEvents";

export type ChatFrame = Readonly<Omit<ChatEvent, "messages" | "removed">> & {
  readonly messages: readonly ChatMessage[];
  readonly removed: readonly string[];
};
