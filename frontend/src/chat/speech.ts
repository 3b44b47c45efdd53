import { t } from "../i18n/t";
import type { ChatMessage } from "./messages";
import { readText } from "./notice";

/** Between two announcements; ms. */
export const CALM_MS = 6_000;
/** Longer words are cut: whoever wants all of it reads the list. */
const MOST_SPOKEN = 140;

/** What a screen reader is told of what has come since it was last told something; empty: nothing. Pure. */
export function speak(messages: readonly ChatMessage[]): string {
  const last = messages.at(-1);
  if (last === undefined) return "";
  const name = last.account?.display_name ?? t("chat.somebody");
  const words = cut(readText(last));
  // The words of a notice name whom it is about.
  const said = last.kind === "notice" ? words : t("chat.spoken", { name, words });
  const { length: count } = messages;
  return count === 1 ? said : t("chat.spokenMany", { said, count });
}

function cut(text: string): string {
  const letters = [...text];
  return letters.length <= MOST_SPOKEN ? text : `${letters.slice(0, MOST_SPOKEN).join("")}…`;
}
