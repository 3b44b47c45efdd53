import { request } from "./request";
import type { Account, Identity, Passkey, SignInMethods } from "./types";

/** What WebAuthn says and hears, as JSON. */
export type Json = Record<string, unknown>;

export const readMethods = (signal?: AbortSignal) =>
  request<SignInMethods>("GET", "/sessions/methods", undefined, signal);

/** Where a browser goes to sign in with the identity provider; it comes back to `next`. */
export const providerAddress = (next: string) =>
  `/api/v1/sessions/oidc${next === "" ? "" : `?next=${encodeURIComponent(next)}`}`;

export const readPasskeyRequest = async (signal?: AbortSignal) =>
  (await request<{ options: Json }>("POST", "/sessions/passkey/options", undefined, signal)).options;

export const signInWithPasskey = async (credential: Json) =>
  (await request<{ account: Account }>("POST", "/sessions/passkey", { credential })).account;

export const readPasskeys = async (signal?: AbortSignal) =>
  (await request<{ passkeys: Passkey[] }>("GET", "/me/passkeys", undefined, signal)).passkeys;

export const readPasskeyDraft = async (password: string) =>
  (await request<{ options: Json }>("POST", "/me/passkeys/options", confirm(password))).options;

export const addPasskey = (name: string, credential: Json) =>
  request<Passkey>("POST", "/me/passkeys", { name, credential });

export const removePasskey = (id: string) =>
  request<undefined>("DELETE", `/me/passkeys/${encodeURIComponent(id)}`);

export const readIdentities = async (signal?: AbortSignal) =>
  (await request<{ identities: Identity[] }>("GET", "/me/identities", undefined, signal)).identities;

/** Where to send the browser, so that it links another way in. */
export const beginLink = async (password: string) =>
  (await request<{ url: string }>("POST", "/me/identities", confirm(password))).url;

export const removeIdentity = (id: string) =>
  request<undefined>("DELETE", `/me/identities/${encodeURIComponent(id)}`);

const confirm = (password: string) => (password === "" ? {} : { password });
