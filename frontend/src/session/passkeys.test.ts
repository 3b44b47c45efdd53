import { afterEach, expect, test, vi } from "vitest";
import { askForPasskey, makePasskey, toBytes, toText } from "./passkeys";

const CHALLENGE = { challenge: "-_8" };

function answer(credentials: object) {
  vi.stubGlobal("navigator", { credentials });
}

afterEach(() => vi.unstubAllGlobals());

test("bytes are the same on the way there and back", () => {
  for (const length of [0, 1, 2, 3, 255]) {
    const bytes = Uint8Array.from({ length }, (_, place) => (place * 37) % 256);
    const text = toText(bytes.buffer);
    expect(text).toMatch(/^[A-Za-z0-9_-]*$/);
    expect(toBytes(text)).toEqual(bytes);
  }
});

test("what a passkey says is sent as the server reads it", async () => {
  const response = { clientDataJSON: Uint8Array.of(1).buffer, signature: Uint8Array.of(255, 254).buffer };
  const get = vi.fn(async () => ({ id: "AQ", rawId: Uint8Array.of(1).buffer, type: "public-key", response }));
  answer({ get });
  const said = await askForPasskey(CHALLENGE, new AbortController().signal);
  expect(said).toEqual({
    id: "AQ",
    rawId: "AQ",
    type: "public-key",
    response: { clientDataJSON: "AQ", signature: "__4" },
  });
  expect(get).toHaveBeenCalledWith(
    expect.objectContaining({ publicKey: { challenge: Uint8Array.of(251, 255), allowCredentials: [] } }),
  );
});

test("who closes the browser's dialogue is told nothing", async () => {
  answer({ get: async () => Promise.reject(new DOMException("", "NotAllowedError")) });
  expect(await askForPasskey(CHALLENGE, new AbortController().signal)).toBeNull();
});

test("a device that has one already says so", async () => {
  answer({ create: async () => Promise.reject(new DOMException("", "InvalidStateError")) });
  const options = { ...CHALLENGE, user: { id: "AQ" } };
  await expect(makePasskey(options)).rejects.toMatchObject({ message: /has a passkey/ });
});
