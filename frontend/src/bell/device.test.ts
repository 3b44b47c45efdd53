import { afterEach, beforeEach, expect, test, vi } from "vitest";

const calls = vi.hoisted(() => ({
  createPush: vi.fn(async () => ({ id: "e2" })),
  readAccount: vi.fn(),
  readPush: vi.fn(async () => ({ public_key: "k", endpoints: [{ id: "e1" }] })),
  removePush: vi.fn(),
}));
vi.mock("../api/calls", () => calls);

import { readName, renew } from "./device";

let kept: Map<string, string>;

beforeEach(() => {
  kept = new Map([["push-endpoint", "e1"]]);
  vi.stubGlobal("localStorage", {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
    removeItem: (key: string) => kept.delete(key),
  });
  const subscription = { toJSON: () => ({ endpoint: "https://push.example/1", keys: {} }) };
  const registration = { pushManager: { getSubscription: async () => subscription } };
  vi.stubGlobal("navigator", {
    language: "en",
    languages: ["en"],
    serviceWorker: { getRegistration: async () => registration },
  });
  vi.stubGlobal("PushManager", class {});
  vi.stubGlobal("Notification", { permission: "granted" });
  calls.createPush.mockClear();
  calls.readPush.mockClear();
});

afterEach(() => vi.unstubAllGlobals());

test("a browser rings on with the next sign-in of the same account, and asks nothing between", async () => {
  kept.set("push-account", "ann");
  kept.set("push-bound", "ann");
  await renew("ann", false);
  expect(calls.createPush).not.toHaveBeenCalled();
  await renew(null, false); // the sign-in is over
  await renew("ann", false);
  expect(calls.createPush).toHaveBeenCalledTimes(1);
  expect(readName()).toBe("e2");
  await renew("ann", false);
  expect(calls.createPush).toHaveBeenCalledTimes(1);
  await renew("ann", true); // signed in once more: that ended the sign-in before
  expect(calls.createPush).toHaveBeenCalledTimes(2);
});

test("it rings for nobody else who signs in", async () => {
  kept.set("push-account", "ann");
  await renew("bob", true);
  expect(calls.createPush).not.toHaveBeenCalled();
  expect(kept.size).toBe(0);
});

test("of a browser from before this was kept the server knows whose it is", async () => {
  await renew("ann", false);
  expect(calls.createPush).toHaveBeenCalledTimes(1);
  kept = new Map([["push-endpoint", "of somebody else"]]);
  await renew("bob", false);
  expect(calls.createPush).toHaveBeenCalledTimes(1);
  expect(readName()).toBeNull();
});
