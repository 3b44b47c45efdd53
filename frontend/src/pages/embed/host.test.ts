import { expect, test } from "vitest";
import { readMessage, readWishes } from "./host";

test("an address says what the page around wants", () => {
  expect(readWishes(new URLSearchParams(""))).toEqual({ chat: false, muted: false });
  expect(readWishes(new URLSearchParams("chat=1&muted"))).toEqual({ chat: true, muted: true });
  expect(readWishes(new URLSearchParams("chat=0&muted=false"))).toEqual({ chat: false, muted: false });
});

test("so does a message, and whatever else a page says is passed over", () => {
  expect(readMessage({ "encryptedmedia-live": { chat: true } })).toEqual({ chat: true });
  expect(readMessage({ "encryptedmedia-live": { chat: "yes", muted: false, x: 1 } })).toEqual({
    muted: false,
  });
  for (const other of [null, "chat", 1, {}, { chat: true }, { "encryptedmedia-live": null }])
    expect(readMessage(other)).toBeNull();
});
