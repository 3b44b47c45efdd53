/** The calls of those who keep a room: its artist and the artist's moderators. */

import { request } from "./request";
import type { ChatMessageBody } from "./types";

const chat = (of: string) => `/livestreams/${encodeURIComponent(of)}/chat`;

const message = (of: string, id: string) => `${chat(of)}/${encodeURIComponent(id)}`;

/** By name, on every screen; a second time does nothing. */
export const thankAuthor = (of: string, id: string) =>
  request<ChatMessageBody>("POST", `${message(of, id)}/thanks`);
