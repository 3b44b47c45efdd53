import type { ChatAct } from "../../api/types";

/** What was done to keep a room pleasant, in a sentence after the name of whoever did it. Pure. */
export function describeAct({ what, about }: Pick<ChatAct, "what" | "about">): string {
  const whom = readName(about) ?? "somebody";
  switch (what) {
    case "messages_removed":
      return describeRemoval(about);
    case "timed_out":
      return `let ${whom} not write for ${describeSeconds(about.seconds)}`;
    case "banned":
      return `let ${whom} not write any more`;
    case "ban_lifted":
      return `let ${whom} write again`;
    case "moderator_added":
      return `made ${whom} a moderator`;
    case "moderator_dismissed":
      return `made ${whom} a moderator no more`;
    case "settings_changed":
      return `changed ${describeSettings(about.settings)}`;
    case "filter_set":
      return "set a filter";
    case "filter_removed":
      return "removed the filter";
    case "pinned":
      return "pinned a message";
    case "unpinned":
      return "took the pinned message down";
    case "question_changed":
      return "dealt with a question";
    case "report_closed":
      return "dealt with a report";
    default:
      return what.replaceAll("_", " ");
  }
}

/** What was said that is there no more, or was pinned; null: nothing is known of it. */
export function quoteAct({ about }: Pick<ChatAct, "about">): string | null {
  const found = Array.isArray(about.messages) ? about.messages[0] : about.message;
  return isRecord(found) && typeof found.text === "string" && found.text !== "" ? found.text : null;
}

/** `1 min`, `an hour`, `90 s`. */
export function describeSeconds(seconds: unknown): string {
  if (typeof seconds !== "number") return "a while";
  if (seconds % 3600 === 0) return seconds === 3600 ? "an hour" : `${seconds / 3600} hours`;
  return seconds % 60 === 0 ? `${seconds / 60}\u00a0min` : `${seconds}\u00a0s`;
}

const SETTINGS: Readonly<Record<string, (value: unknown) => string>> = {
  enabled: (on) => (on ? "the chat: open" : "the chat: closed"),
  slow_seconds: (s) => (s === 0 ? "slow mode: off" : `slow mode: ${describeSeconds(s)}`),
  holders_only: (on) => (on ? "who writes: holders" : "who writes: everybody"),
  delay_seconds: (s) => (s === 0 ? "the delay: none" : `the delay: ${describeSeconds(s)}`),
  links: (on) => (on ? "links: allowed" : "links: not allowed"),
  words: () => "the words that are not allowed",
  shield: (on) => (on ? "the shield: up" : "the shield: down"),
};

function describeSettings(settings: unknown): string {
  if (!isRecord(settings)) return "the settings";
  const said = Object.entries(settings).map(([name, value]) => SETTINGS[name]?.(value) ?? name);
  return said.join(", ") || "the settings";
}

function describeRemoval(about: Readonly<Record<string, unknown>>): string {
  const count = typeof about.count === "number" ? about.count : 1;
  const first = Array.isArray(about.messages) ? about.messages[0] : undefined;
  const whose = isRecord(first) ? readName(first) : null;
  const of = whose === null ? "" : ` of ${whose}`;
  return count === 1 ? `deleted a message${of}` : `deleted ${count} messages${of}`;
}

function readName(about: Readonly<Record<string, unknown>>): string | null {
  const { account } = about;
  return isRecord(account) && typeof account.display_name === "string" ? account.display_name : null;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
