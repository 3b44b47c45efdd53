import { request } from "./request";
import type {
  AccessToken,
  AccessTokenDraft,
  Account,
  AccountChange,
  AddressBlock,
  AddressBlockPage,
  BlockPage,
  Confirmed,
  EntryPage,
  Grant,
  GrantDraft,
  HolderPage,
  NewAccessToken,
  Offer,
  Picture,
  Rehearsal,
  Session,
  TokenImport,
} from "./types";

/** The REST calls about what is somebody's own: rehearsals, the account, tokens. Found in `calls.ts` like all others. */

export const readRehearsal = (signal?: AbortSignal) =>
  request<Rehearsal>("GET", "/rehearsal", undefined, signal);

export const rotateRehearsal = () => request<Rehearsal>("POST", "/rehearsal/rotate");

// -- the account ---------------------------------------------------------------------------------------------------

export const updateAccount = (changes: AccountChange) => request<Account>("PATCH", "/me", changes);

/** The artist's own picture, as it is; the server makes of it what is shown. */
export const putPicture = (picture: Blob) =>
  request<Picture>("PUT", "/me/picture", picture, undefined, { "content-type": picture.type });

export const deletePicture = () => request<undefined>("DELETE", "/me/picture");

/** Sends the mail with the link again. */
export const sendVerification = () => request<undefined>("POST", "/me/email/verification");

export const changeEmail = (email: string, password: string) =>
  request<undefined>("PUT", "/me/email", password === "" ? { email } : { email, password });

/** Signs in anew with the new one: all other sessions end. */
export const changePassword = async (password: string, current: string) =>
  (
    await request<{ account: Account }>(
      "PUT",
      "/me/password",
      current === "" ? { password } : { password, current_password: current },
    )
  ).account;

export const closeAccount = (password: string) =>
  request<undefined>("DELETE", "/me", password === "" ? {} : { password });

/** `token` is from the link of a mail. Without a session or the password of that account, its password ends. */
export const verifyEmail = (token: string, password: string | null) =>
  request<Confirmed>("POST", "/accounts/verify", { token, password });

export const askReset = (email: string) => request<{ message: string }>("POST", "/accounts/reset", { email });

export const resetPassword = async (token: string, password: string, keep_passkeys: boolean) =>
  (
    await request<{ account: Account }>("POST", "/accounts/reset/confirm", {
      token,
      password,
      keep_passkeys,
    })
  ).account;

export const readSessions = async (signal?: AbortSignal) =>
  (await request<{ sessions: Session[] }>("GET", "/me/sessions", undefined, signal)).sessions;

export const endSession = (id: string) =>
  request<undefined>("DELETE", `/me/sessions/${encodeURIComponent(id)}`);

/** All but the one that asks. */
export const endOtherSessions = () => request<undefined>("DELETE", "/me/sessions");

export const readAccessTokens = async (signal?: AbortSignal) =>
  (await request<{ access_tokens: AccessToken[] }>("GET", "/me/access-tokens", undefined, signal))
    .access_tokens;

export const createAccessToken = (draft: AccessTokenDraft) =>
  request<NewAccessToken>("POST", "/me/access-tokens", draft);

export const deleteAccessToken = (id: string) =>
  request<undefined>("DELETE", `/me/access-tokens/${encodeURIComponent(id)}`);

// -- tokens --------------------------------------------------------------------------------------------------------

const tokens = (artist: string) => `/artists/${encodeURIComponent(artist)}/tokens`;

/** A hundred at a time. */
export const some = (cursor: string | null) =>
  `?limit=100${cursor === null ? "" : `&cursor=${encodeURIComponent(cursor)}`}`;

export const readWalletEntries = (artist: string, signal?: AbortSignal, cursor: string | null = null) =>
  request<EntryPage>(
    "GET",
    `/me/tokens/${encodeURIComponent(artist)}/entries${some(cursor)}`,
    undefined,
    signal,
  );

export const readHolders = (artist: string, signal?: AbortSignal, cursor: string | null = null) =>
  request<HolderPage>("GET", `${tokens(artist)}${some(cursor)}`, undefined, signal);

export const readTokenEntries = (artist: string, signal?: AbortSignal, cursor: string | null = null) =>
  request<EntryPage>("GET", `${tokens(artist)}/entries${some(cursor)}`, undefined, signal);

/** `key` is the booking's own: sent twice, it books once. */
export const grantTokens = (artist: string, grant: GrantDraft, key: string) =>
  request<Grant>("POST", `${tokens(artist)}/grants`, grant, undefined, { "idempotency-key": key });

/** `key` is the list's own: what was booked under it is not booked again. */
export const importTokens = (artist: string, csv: Blob, key: string) =>
  request<TokenImport>("POST", `${tokens(artist)}/import`, csv, undefined, {
    "idempotency-key": key,
    "content-type": "text/csv",
  });

export const writeOffer = (artist: string, words: string) =>
  request<Offer>("PUT", `${tokens(artist)}/offer`, { words });

const blocks = (artist: string) => `/artists/${encodeURIComponent(artist)}/blocks`;

/** The last first, a hundred at a time. */
export const readBlocks = (artist: string, signal?: AbortSignal, cursor: string | null = null) =>
  request<BlockPage>("GET", `${blocks(artist)}${some(cursor)}`, undefined, signal);

export const block = (artist: string, account: string) =>
  request<undefined>("PUT", `${blocks(artist)}/${encodeURIComponent(account)}`);

export const unblock = (artist: string, account: string) =>
  request<undefined>("DELETE", `${blocks(artist)}/${encodeURIComponent(account)}`);

export const readAddressBlocks = (artist: string, signal?: AbortSignal, cursor: string | null = null) =>
  request<AddressBlockPage>("GET", `${blocks(artist)}/addresses${some(cursor)}`, undefined, signal);

export const blockAddress = (artist: string, email: string) =>
  request<AddressBlock>("POST", `${blocks(artist)}/addresses`, { email });

export const unblockAddress = (artist: string, id: string) =>
  request<undefined>("DELETE", `${blocks(artist)}/addresses/${encodeURIComponent(id)}`);
