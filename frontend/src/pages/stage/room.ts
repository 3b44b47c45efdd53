import type { ChatMessage } from "../../chat/messages";

/** Who was thanked for which message, as the notices of a room say: ids of messages. */
export function findThanked(rows: readonly ChatMessage[]): ReadonlySet<string> {
  const thanked = new Set<string>();
  for (const { kind, about } of rows) {
    const thanks = kind === "notice" ? about?.thanks : undefined;
    if (typeof thanks !== "object" || thanks === null || !("message_id" in thanks)) continue;
    if (typeof thanks.message_id === "string") thanked.add(thanks.message_id);
  }
  return thanked;
}

/** The last of what people said, newest first; what the room itself says is for others' screens. */
export function listNewest(rows: readonly ChatMessage[], most: number): ChatMessage[] {
  return takeNewest(rows, most, ({ kind }) => kind !== "notice");
}

/** The last tips, newest first, without those that were given back. */
export function listTips(rows: readonly ChatMessage[], most: number): ChatMessage[] {
  return takeNewest(rows, most, ({ tip }) => tip !== null && !tip.refunded);
}

/** Whether its author can be thanked: there is one, and it is nobody who looks at the stage. */
export function canBeThanked({ account, kind }: ChatMessage, artist: string): boolean {
  return account !== null && account.id !== artist && kind !== "notice";
}

function takeNewest(
  rows: readonly ChatMessage[],
  most: number,
  wanted: (row: ChatMessage) => boolean,
): ChatMessage[] {
  const found: ChatMessage[] = [];
  for (let at = rows.length - 1; at >= 0 && found.length < most; at--) {
    const row = rows[at];
    if (row !== undefined && wanted(row)) found.push(row);
  }
  return found;
}
