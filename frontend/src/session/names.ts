/** A name that nobody else has: 32 hexadecimal digits. (`crypto.randomUUID` is missing where a page has no TLS.) */
export function makeName(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** What this page calls itself, for as long as it is open: by it the server tells an account's pages apart. */
export const SCREEN = makeName();
