/** The calls of those who keep a room: its artist and the artist's moderators. */

import type { ChatMessage } from "../chat/messages";
import { request } from "./request";
import type {
  ChatActPage,
  ChatBan,
  ChatBanDraft,
  ChatBanPage,
  ChatMessageBody,
  ChatModerator,
  ChatRoomChanges,
  ChatRoomSettings,
} from "./types";

const livestream = (id: string) => `/livestreams/${encodeURIComponent(id)}`;
const chat = (of: string) => `${livestream(of)}/chat`;
const message = (of: string, id: string) => `${chat(of)}/${encodeURIComponent(id)}`;
const moderator = (of: string, account: string) =>
  `${livestream(of)}/moderators/${encodeURIComponent(account)}`;

const some = (cursor: string | null | undefined) =>
  `?limit=50${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ""}`;

/** By name, on every screen; a second time does nothing. */
export const thankAuthor = (of: string, id: string) =>
  request<ChatMessageBody>("POST", `${message(of, id)}/thanks`);

/** What is set for a room: the words and the filter are told to those alone who keep it. */
export const readRoomSettings = (of: string, signal?: AbortSignal) =>
  request<ChatRoomSettings>("GET", `${chat(of)}/room`, undefined, signal);

export const changeRoom = (of: string, changes: ChatRoomChanges) =>
  request<ChatRoomSettings>("PATCH", chat(of), changes);

/** In all rooms of the artist. */
export const banAccount = (of: string, draft: ChatBanDraft) =>
  request<ChatBan>("POST", `${chat(of)}/bans`, draft);

export const liftBan = (of: string, account: string) =>
  request<undefined>("DELETE", `${chat(of)}/bans/accounts/${encodeURIComponent(account)}`);

/** The last first. */
export const readBans = (of: string, signal?: AbortSignal, cursor?: string | null) =>
  request<ChatBanPage>("GET", `${chat(of)}/bans${some(cursor)}`, undefined, signal);

export const readModerators = async (of: string, signal?: AbortSignal) =>
  (await request<{ moderators: ChatModerator[] }>("GET", `${livestream(of)}/moderators`, undefined, signal))
    .moderators;

export const appointModerator = (of: string, account: string) =>
  request<undefined>("PUT", moderator(of, account));

/** Somebody by e-mail address, or by the name that they wrote under in this room. */
export const findModerator = (of: string, who: string) =>
  request<ChatModerator>(
    "POST",
    `${livestream(of)}/moderators`,
    who.includes("@") ? { email: who } : { name: who },
  );

export const dismissModerator = (of: string, account: string) =>
  request<undefined>("DELETE", moderator(of, account));

/** Who did what, the last first. */
export const readActs = (of: string, signal?: AbortSignal, cursor?: string | null) =>
  request<ChatActPage>("GET", `${chat(of)}/acts${some(cursor)}`, undefined, signal);

export type QuestionState = "open" | "answered" | "dismissed";

/** Questions that wait for an answer, the first one first. */
export const readQuestions = async (of: string, signal?: AbortSignal) =>
  (await request<{ messages: ChatMessage[] }>("GET", `${chat(of)}/questions`, undefined, signal)).messages;

/** Null: it is none, after all. */
export const markQuestion = (of: string, id: string, state: QuestionState | null) =>
  request<undefined>("PUT", `${message(of, id)}/question`, { state });

export const pinMessage = (of: string, id: string) =>
  request<undefined>("PUT", `${chat(of)}/pin`, { message_id: id });

export const unpinMessage = (of: string) => request<undefined>("DELETE", `${chat(of)}/pin`);

/** A message that somebody finds should not be there. */
export interface Reported {
  message: ChatMessage;
  reports: readonly { account: { id: string; display_name: string }; reason: string; at: string }[];
}

/** What was reported first comes first. */
export const readReports = async (of: string, signal?: AbortSignal) =>
  (await request<{ reported: Reported[] }>("GET", `${chat(of)}/reports`, undefined, signal)).reported;

/** Its reports are closed, and the message stays. */
export const closeReports = (of: string, id: string) =>
  request<undefined>("DELETE", `${message(of, id)}/reports`);

/** Another system is asked of each message from now on; its secret is shown this once. The artist's alone. */
export const setFilter = (of: string, draft: { url: string; closed: boolean }) =>
  request<{ url: string; closed: boolean; secret: string }>("PUT", `${chat(of)}/filter`, draft);

export const removeFilter = (of: string) => request<undefined>("DELETE", `${chat(of)}/filter`);
