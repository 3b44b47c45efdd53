import type { ChatMessage } from "../chat/messages";
import { SCREEN } from "../session/names";
import { putInWords } from "./inWords";
import { readProblem, unreachable } from "./problem";
import { request } from "./request";
import type {
  Account,
  AccountDraft,
  Applause,
  Clip,
  ClipPage,
  Follow,
  Livestream,
  LivestreamPage,
  LivestreamStatus,
  Marker,
  Moment,
  Offer,
  Pass,
  PushDraft,
  PushEndpoint,
  Ticket,
  Wallet,
} from "./types";

export * from "./ownCalls";

const livestream = (id: string) => `/livestreams/${encodeURIComponent(id)}`;

/** Who is signed in; null for a visitor. */
export const readAccount = async (signal?: AbortSignal) =>
  (await request<{ account: Account | null }>("GET", "/sessions/current", undefined, signal)).account;

/** The answer is the same for an address that was registered before. */
export const register = (account: AccountDraft) => request<{ message: string }>("POST", "/accounts", account);

export const signIn = async (email: string, password: string) =>
  (await request<{ account: Account }>("POST", "/sessions", { email, password })).account;

export const signOut = () => request<undefined>("DELETE", "/sessions/current");

export const readLivestream = (id: string, signal?: AbortSignal) =>
  request<Livestream>("GET", livestream(id), undefined, signal);

/** Moments of a show that its artist has named. */
export const listMarkers = async (id: string, signal?: AbortSignal) =>
  (await request<{ markers: Marker[] }>("GET", `${livestream(id)}/markers`, undefined, signal)).markers;

/** How loud a show was, each five seconds of it. */
export const readApplause = (id: string, signal?: AbortSignal) =>
  request<Applause>("GET", `${livestream(id)}/applause`, undefined, signal);

/** What its artist might make clips of. */
export const readMoments = async (id: string, signal?: AbortSignal) =>
  (await request<{ moments: Moment[] }>("GET", `${livestream(id)}/applause/moments`, undefined, signal))
    .moments;

/** What the account holds, and of whose tokens. */
export const readWallets = async (signal?: AbortSignal) =>
  (await request<{ wallets: Wallet[] }>("GET", "/me/tokens", undefined, signal)).wallets;

/** Where an artist's tokens are to be had, in its own words. */
export const readOffer = (artist: string, signal?: AbortSignal) =>
  request<Offer>("GET", `/artists/${encodeURIComponent(artist)}/tokens/offer`, undefined, signal);

/** How many of an artist's tokens the account holds, as its gates count them now. */
export const readBalance = async (artist: string, signal?: AbortSignal) =>
  (await request<{ balance: number }>("GET", `/me/tokens/${encodeURIComponent(artist)}`, undefined, signal))
    .balance;

/** What opens the media of a gated livestream to this page. `watchHere`: instead of on the account's oldest one. */
export const askPass = (id: string, watchHere: boolean, signal?: AbortSignal) =>
  request<Pass>("POST", `${livestream(id)}/pass`, { screen: SCREEN, watch_here: watchHere }, signal);

/** For a page of ours on another site, where nobody is signed in. */
export const askTicket = (id: string) => request<Ticket>("POST", `${livestream(id)}/ticket`);

export const readStatus = (id: string, signal?: AbortSignal) =>
  request<LivestreamStatus>("GET", `${livestream(id)}/status`, undefined, signal);

/** Every livestream the query selects, page after page; `limit` pages at most. */
export async function listLivestreams(
  query: string,
  signal?: AbortSignal,
  limit = 20,
): Promise<Livestream[]> {
  const found: Livestream[] = [];
  let cursor: string | null = null;
  for (let page = 0; page < limit; page++) {
    const from: string = cursor === null ? "" : `&cursor=${encodeURIComponent(cursor)}`;
    const answer: LivestreamPage = await request<LivestreamPage>(
      "GET",
      `/livestreams?${query}${from}`,
      undefined,
      signal,
    );
    found.push(...answer.livestreams);
    cursor = answer.next_cursor;
    if (cursor === null) break;
  }
  return found;
}

/** The next page of what is to come, soonest first; null begins. */
export const readUpcoming = (cursor: string | null, signal?: AbortSignal) =>
  request<LivestreamPage>(
    "GET",
    `/livestreams?upcoming=true&limit=100${cursor === null ? "" : `&cursor=${encodeURIComponent(cursor)}`}`,
    undefined,
    signal,
  );

/** A page of what is over and can be watched again, last ended first; null begins. */
export const readReplays = (signal?: AbortSignal, cursor: string | null = null) =>
  request<LivestreamPage>(
    "GET",
    `/livestreams?replays=true&limit=12${cursor === null ? "" : `&cursor=${encodeURIComponent(cursor)}`}`,
    undefined,
    signal,
  );

/** An artist's shows: those that are on or to come, soonest first, or what is kept, last ended first. */
export const readArtistShows = (artist: string, which: "upcoming" | "replays", signal?: AbortSignal) =>
  request<LivestreamPage>(
    "GET",
    `/artists/${encodeURIComponent(artist)}/livestreams?${which}=true&limit=7`,
    undefined,
    signal,
  );

/** Where a browser fetches what is kept as one file: it is led on from there. */
export const downloadAddress = (id: string) => `/api/v1${livestream(id)}/replay/download`;

const clip = (id: string) => `/clips/${encodeURIComponent(id)}`;

/** A show's, the last made first, a dozen at a time. */
export const readClips = (of: string, signal?: AbortSignal, cursor: string | null = null) =>
  request<ClipPage>(
    "GET",
    `${livestream(of)}/clips?limit=12${cursor === null ? "" : `&cursor=${encodeURIComponent(cursor)}`}`,
    undefined,
    signal,
  );

export const readClip = (id: string, signal?: AbortSignal) =>
  request<Clip>("GET", clip(id), undefined, signal);

/** Its film, for whoever may have it. */
export const clipAddress = (id: string) => `/api/v1${clip(id)}/download`;

const chat = (livestream: string) => `/livestreams/${encodeURIComponent(livestream)}/chat`;

/** `id` is the sender's own: said twice with it, it is said once. */
export const sendMessage = (
  livestream: string,
  draft: { text: string; id: string; question: boolean },
  signal?: AbortSignal,
) => request<ChatMessage>("POST", chat(livestream), draft, signal);

/** Oldest first: see the API's documents for which. */
export const readMessages = async (
  livestream: string,
  query: { limit: number; before?: number; after?: number; until?: string },
  signal?: AbortSignal,
) => {
  const asked = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)]));
  return (
    await request<{ messages: ChatMessage[] }>("GET", `${chat(livestream)}?${asked}`, undefined, signal)
  ).messages;
};

export const removeMessage = (livestream: string, id: string) =>
  request<undefined>("DELETE", `${chat(livestream)}/${encodeURIComponent(id)}`);

/** To those who keep the room. */
export const reportMessage = (livestream: string, id: string) =>
  request<undefined>("POST", `${chat(livestream)}/${encodeURIComponent(id)}/reports`, {});

/** Whom the account follows, and which shows it is to be reminded of. */
export const readFollows = (signal?: AbortSignal) =>
  request<{ follows: Follow[]; reminders: string[] }>("GET", "/me/follows", undefined, signal);

const follow = (artist: string) => `/artists/${encodeURIComponent(artist)}/follow`;

export const followArtist = (artist: string, how: { push: boolean; mail: boolean }) =>
  request<Follow>("PUT", follow(artist), how);

export const unfollowArtist = (artist: string) => request<undefined>("DELETE", follow(artist));

export const remindOfShow = (id: string) => request<undefined>("PUT", `${livestream(id)}/reminder`);

export const forgetShow = (id: string) => request<undefined>("DELETE", `${livestream(id)}/reminder`);

/** The browsers that ring for the account, and the key with which another one subscribes. */
export const readPush = (signal?: AbortSignal) =>
  request<{ public_key: string; endpoints: PushEndpoint[] }>("GET", "/me/push", undefined, signal);

export const createPush = (draft: PushDraft) => request<PushEndpoint>("POST", "/me/push", draft);

export const removePush = (id: string) => request<undefined>("DELETE", `/me/push/${encodeURIComponent(id)}`);

/** What a mail's link holds ends those mails. Mail programs call the same address. */
export async function leaveMails(token: string): Promise<void> {
  let answer: Response;
  try {
    answer = await fetch(`/unsubscribe/${encodeURIComponent(token)}`, { method: "POST" });
  } catch {
    throw await putInWords(unreachable());
  }
  if (!answer.ok) throw await putInWords(readProblem(answer.status, await answer.json().catch(() => null)));
}
