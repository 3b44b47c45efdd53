import { t } from "../i18n/t";
import type { ChatMessage } from "./messages";

/** Who is thanked by a notice; undefined: it is another message, or nobody is known any more. */
export function findThanked({ kind, about }: Pick<ChatMessage, "kind" | "about">): string | undefined {
  if (kind !== "notice") return undefined;
  return (about?.thanks as { account?: { display_name?: string } | null } | undefined)?.account?.display_name;
}

/** What a message says: its own words, and the room's in the page's language. */
export function readText(message: ChatMessage): string {
  const whom = findThanked(message);
  const name = message.account?.display_name;
  return whom === undefined || name === undefined ? message.text : t("chat.thanked", { name, whom });
}
