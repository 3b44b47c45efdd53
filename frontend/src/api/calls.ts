import { request } from "./request";
import type {
  Account,
  AccountDraft,
  Balance,
  Credentials,
  KeyUsePage,
  Livestream,
  LivestreamChanges,
  LivestreamDraft,
  LivestreamPage,
  LivestreamStatus,
  Rehearsal,
} from "./types";

const livestream = (id: string) => `/livestreams/${encodeURIComponent(id)}`;

/** Who is signed in; null for a visitor. */
export const readAccount = async (signal?: AbortSignal) =>
  (await request<{ account: Account | null }>("GET", "/sessions/current", undefined, signal)).account;

/** How many of an artist's tokens the account holds now. */
export const readBalance = async (artistId: string, signal?: AbortSignal) =>
  (await request<Balance>("GET", `/me/tokens/${encodeURIComponent(artistId)}`, undefined, signal)).balance;

/** The answer is the same for an address that was registered before. */
export const register = (account: AccountDraft) => request<{ message: string }>("POST", "/accounts", account);

export const signIn = async (email: string, password: string) =>
  (await request<{ account: Account }>("POST", "/sessions", { email, password })).account;

export const signOut = () => request<undefined>("DELETE", "/sessions/current");

export const readLivestream = (id: string, signal?: AbortSignal) =>
  request<Livestream>("GET", livestream(id), undefined, signal);

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

export const createLivestream = (draft: LivestreamDraft) =>
  request<Livestream>("POST", "/livestreams", draft);

export const updateLivestream = (id: string, changes: LivestreamChanges) =>
  request<Livestream>("PATCH", livestream(id), changes);

export const deleteLivestream = (id: string) => request<undefined>("DELETE", livestream(id));

export type Move = "start" | "stop" | "cancel" | "archive";

export const moveLivestream = (id: string, move: Move) =>
  request<Livestream>("POST", `${livestream(id)}/${move}`);

export const readCredentials = (id: string, signal?: AbortSignal) =>
  request<Credentials>("GET", `${livestream(id)}/credentials`, undefined, signal);

export const rotateCredentials = (id: string) =>
  request<Credentials>("POST", `${livestream(id)}/credentials/rotate`);

/** Who used the stream key, the newest first; null begins. */
export const listKeyUses = (id: string, limit: number, cursor: string | null, signal?: AbortSignal) =>
  request<KeyUsePage>(
    "GET",
    `${livestream(id)}/publishers?limit=${limit}${cursor === null ? "" : `&cursor=${encodeURIComponent(cursor)}`}`,
    undefined,
    signal,
  );

export const readRehearsal = (signal?: AbortSignal) =>
  request<Rehearsal>("GET", "/rehearsal", undefined, signal);

export const rotateRehearsal = () => request<Rehearsal>("POST", "/rehearsal/rotate");
