import { expect, test } from "vitest";
import { readTicket } from "./entrance";

const origin = "https://live.example.org";
const entrance = { name: "the window that was opened" };
const from = { window: entrance, origin };
const message = (data: unknown, more = {}) =>
  ({ data, origin, source: entrance, ...more }) as unknown as MessageEvent;
const good = { "encryptedmedia-live": { livestream: "l1", ticket: "emlw_x" } };

test("a ticket is taken from the window that was opened for it", () => {
  expect(readTicket(message(good), from, "l1")).toBe("emlw_x");
});

test("and from no other window, no other site, and for no other livestream", () => {
  expect(readTicket(message(good, { source: {} }), from, "l1")).toBeNull();
  expect(readTicket(message(good, { source: null }), { ...from, window: null }, "l1")).toBeNull();
  expect(readTicket(message(good, { origin: "https://evil.example.org" }), from, "l1")).toBeNull();
  expect(readTicket(message(good), from, "l2")).toBeNull();
});

test("whatever else is said is passed over", () => {
  const others = [
    null,
    "x",
    {},
    { "encryptedmedia-live": null },
    { "encryptedmedia-live": { livestream: "l1" } },
  ];
  for (const other of others) expect(readTicket(message(other), from, "l1")).toBeNull();
});
