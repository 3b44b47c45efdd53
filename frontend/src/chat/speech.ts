import type { ChatMessage } from "./messages";

/** Between two announcements; ms. */
export const CALM_MS = 6_000;
/** Longer words are cut: whoever wants all of it reads the list. */
const MOST_SPOKEN = 140;

/** What a screen reader is told of what has come since it was last told something; empty: nothing. Pure. */
export function speak(messages: readonly ChatMessage[]): string {
  const last = messages.at(-1);
  if (last === undefined) return "";
  const said = `${last.account?.display_name ?? "Somebody"}: ${cut(last.text)}`;
  return messages.length === 1 ? said : `${messages.length} messages. ${said}`;
}

function cut(text: string): string {
  const letters = [...text];
  return letters.length <= MOST_SPOKEN ? text : `${letters.slice(0, MOST_SPOKEN).join("")}…`;
}
