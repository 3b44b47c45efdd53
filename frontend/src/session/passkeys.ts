import { Problem } from "../api/problem";
import type { Json } from "../api/waysIn";
import type { MessageKey } from "../i18n/messages";
import { t } from "../i18n/t";

/** Whether this browser knows passkeys. On a page without TLS it does not, but on the machine itself. */
export const knowsPasskeys = () =>
  typeof window !== "undefined" &&
  window.PublicKeyCredential !== undefined &&
  navigator.credentials !== undefined;

/** Whether it offers them where an address is typed. */
export const offersPasskeysInFields = async () =>
  knowsPasskeys() && (await PublicKeyCredential.isConditionalMediationAvailable?.()) === true;

/** Asks for a passkey; null where the person would rather not. */
export async function askForPasskey(
  options: Json,
  signal: AbortSignal,
  mediation: CredentialMediationRequirement = "optional",
): Promise<Json | null> {
  const publicKey = { ...options, challenge: toBytes(options.challenge), allowCredentials: [] };
  return toJson(
    await ask(() =>
      navigator.credentials.get({
        publicKey: publicKey as unknown as PublicKeyCredentialRequestOptions,
        signal,
        mediation,
      }),
    ),
  );
}

/** Has a device make one; null where the person would rather not. */
export async function makePasskey(options: Json): Promise<Json | null> {
  const user = options.user as Json;
  const known = (options.excludeCredentials ?? []) as Json[];
  const publicKey = {
    ...options,
    challenge: toBytes(options.challenge),
    user: { ...user, id: toBytes(user.id) },
    excludeCredentials: known.map((one) => ({ ...one, id: toBytes(one.id) })),
  };
  return toJson(
    await ask(() =>
      navigator.credentials.create({ publicKey: publicKey as unknown as PublicKeyCredentialCreationOptions }),
    ),
  );
}

async function ask(what: () => Promise<Credential | null>): Promise<Credential | null> {
  try {
    return await what();
  } catch (error) {
    const name = error instanceof DOMException ? error.name : "";
    // Closing the browser's dialogue, or letting its time run out, is no fault.
    if (name === "NotAllowedError" || name === "AbortError") return null;
    throw new Problem(0, "passkey", t(WORDS[name] ?? "session.passkeyFailed"));
  }
}

const WORDS: Readonly<Record<string, MessageKey>> = {
  InvalidStateError: "session.passkeyThere",
  SecurityError: "session.passkeyName",
  NotSupportedError: "session.passkeyKind",
};

/** By hand: what a password manager's extension answers with often has no `toJSON` that works. */
function toJson(credential: Credential | null): Json | null {
  if (credential === null) return null;
  const { id, rawId, type, response } = credential as PublicKeyCredential;
  const said: Json = {};
  for (const name of FIELDS) {
    const value = (response as unknown as Json)[name];
    if (value instanceof ArrayBuffer) said[name] = toText(value);
  }
  return { id, rawId: toText(rawId), type, response: said };
}

const FIELDS = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"];

/** Base64url to bytes. */
export function toBytes(text: unknown): Uint8Array<ArrayBuffer> {
  const plain = atob(String(text).replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}

/** Bytes to base64url, without padding. */
export function toText(bytes: ArrayBuffer): string {
  const plain = Array.from(new Uint8Array(bytes), (byte) => String.fromCharCode(byte)).join("");
  return btoa(plain).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
