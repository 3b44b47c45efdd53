import type * as told from "../api/generatedEvents";

/** What is said in a room, as the channel tells it. */

export type ChatMessage = Readonly<Omit<told.ChatMessage, "about">> & {
  /** Of a notice: what it is about. */
  readonly about: Readonly<Record<string, unknown>> | null;
};

/** What is shown of a room itself. */
export type RoomShape = Readonly<Omit<told.ChatRoom, "pinned">> & { readonly pinned: ChatMessage | null };

/** What happened in a room after the number `after`, up to `seq`. */
export type ChatFrame = Readonly<Omit<told.ChatEvent, "messages" | "removed" | "room">> & {
  readonly messages: readonly ChatMessage[];
  readonly removed: readonly string[];
  readonly room?: RoomShape;
};
