import { expect, test } from "vitest";
import { describeAct, describeSeconds, quoteAct } from "./log";

const noor = { account: { id: "n", display_name: "Noor" } };

test.each([
  ["timed_out", { ...noor, seconds: 600 }, "let Noor not write for 10\u00a0min"],
  ["banned", { ...noor, seconds: null }, "let Noor not write any more"],
  ["ban_lifted", noor, "let Noor write again"],
  ["messages_removed", { count: 1, messages: [{ ...noor, text: "Oh" }] }, "deleted a message of Noor"],
  ["messages_removed", { count: 9, messages: [{ ...noor, text: "Oh" }] }, "deleted 9 messages of Noor"],
  [
    "settings_changed",
    { settings: { slow_seconds: 30, links: false } },
    "changed slow mode: 30\u00a0s, links: not allowed",
  ],
  ["settings_changed", { settings: { shield: true } }, "changed the shield: up"],
  ["something_new", {}, "something new"],
  ["banned", {}, "let somebody not write any more"],
])("%s is told in words", (what, about, words) => {
  expect(describeAct({ what, about })).toBe(words);
});

test("what was deleted can be read", () => {
  expect(quoteAct({ about: { count: 1, messages: [{ ...noor, text: "Oh" }] } })).toBe("Oh");
  expect(quoteAct({ about: { message: { text: "Hi" } } })).toBe("Hi");
  expect(quoteAct({ about: { messages: [{ text: "" }] } })).toBeNull();
  expect(quoteAct({ about: {} })).toBeNull();
});

test("lengths are round where they are", () => {
  expect([30, 60, 90, 3600, 7200, null].map(describeSeconds)).toEqual([
    "30\u00a0s",
    "1\u00a0min",
    "90\u00a0s",
    "an hour",
    "2 hours",
    "a while",
  ]);
});
