import type { ChatAct } from "../../api/types";
import type { MessageKey } from "../../i18n/messages";
import { t } from "../../i18n/t";

const ACTS: Readonly<Record<string, MessageKey>> = {
  banned: "moderation.actBanned",
  ban_lifted: "moderation.actLifted",
  moderator_added: "moderation.actAdded",
  moderator_dismissed: "moderation.actDismissed",
  filter_set: "moderation.actFilterSet",
  filter_removed: "moderation.actFilterRemoved",
  pinned: "moderation.actPinned",
  unpinned: "moderation.actUnpinned",
  question_changed: "moderation.actQuestion",
  report_closed: "moderation.actReport",
};

/** What was done to keep a room pleasant, in a sentence after the name of whoever did it. Pure. */
export function describeAct({ what, about }: Pick<ChatAct, "what" | "about">): string {
  const name = readName(about) ?? t("moderation.actSomebody");
  if (what === "messages_removed") return describeRemoval(about);
  if (what === "timed_out")
    return t("moderation.actTimedOut", { name, time: describeSeconds(about.seconds) });
  if (what === "settings_changed")
    return t("moderation.actSettings", { what: describeSettings(about.settings) });
  const key = ACTS[what];
  return key === undefined ? what.replaceAll("_", " ") : t(key, { name });
}

/** What was said that is there no more, or was pinned; null: nothing is known of it. */
export function quoteAct({ about }: Pick<ChatAct, "about">): string | null {
  const found = Array.isArray(about.messages) ? about.messages[0] : about.message;
  return isRecord(found) && typeof found.text === "string" && found.text !== "" ? found.text : null;
}

/** `1 min`, `an hour`, `90 s`. */
export function describeSeconds(seconds: unknown): string {
  if (typeof seconds !== "number") return t("moderation.aWhile");
  if (seconds % 3600 === 0 && seconds > 0) return t("moderation.hours", { count: seconds / 3600 });
  return seconds % 60 === 0
    ? t("moderation.lengthMinutes", { count: seconds / 60 })
    : t("moderation.lengthSeconds", { count: seconds });
}

const SETTINGS: Readonly<Record<string, (value: unknown) => string>> = {
  enabled: (on) => t(on ? "moderation.setOpen" : "moderation.setClosed"),
  slow_seconds: (s) =>
    s === 0 ? t("moderation.setSlowOff") : t("moderation.setSlow", { time: describeSeconds(s) }),
  holders_only: (on) => t(on ? "moderation.setHolders" : "moderation.setEverybody"),
  delay_seconds: (s) =>
    s === 0 ? t("moderation.setNoDelay") : t("moderation.setDelay", { time: describeSeconds(s) }),
  links: (on) => t(on ? "moderation.setLinks" : "moderation.setNoLinks"),
  words: () => t("moderation.setWords"),
  shield: (on) => t(on ? "moderation.setShieldUp" : "moderation.setShieldDown"),
};

function describeSettings(settings: unknown): string {
  if (!isRecord(settings)) return t("moderation.setSomething");
  const said = Object.entries(settings).map(([name, value]) => SETTINGS[name]?.(value) ?? name);
  return said.join(", ") || t("moderation.setSomething");
}

function describeRemoval(about: Readonly<Record<string, unknown>>): string {
  const count = typeof about.count === "number" ? about.count : 1;
  const first = Array.isArray(about.messages) ? about.messages[0] : undefined;
  const name = isRecord(first) ? readName(first) : null;
  return name === null
    ? t("moderation.actRemoved", { count })
    : t("moderation.actRemovedOf", { count, name });
}

function readName(about: Readonly<Record<string, unknown>>): string | null {
  const { account } = about;
  return isRecord(account) && typeof account.display_name === "string" ? account.display_name : null;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
