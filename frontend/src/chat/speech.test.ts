import { expect, test } from "vitest";
import { sampleMessage } from "./sample";
import { speak } from "./speech";

test("one message is read out, of many the last is", () => {
  expect(speak([])).toBe("");
  expect(speak([sampleMessage(1)])).toBe("Fan: Word 1");
  expect(speak([sampleMessage(1), sampleMessage(2)])).toBe("2 messages. Fan: Word 2");
});

test("a notice is read out without a name before it", () => {
  const account = { id: "a", display_name: "Ada", badges: [] };
  const about = { thanks: { account: { id: "g", display_name: "Grace" }, message_id: "m" } };
  const notice = sampleMessage(2, { kind: "notice", text: "Ada thanks Grace", account, about });
  expect(speak([notice])).toBe("Ada thanks Grace");
  expect(speak([sampleMessage(1), notice])).toBe("2 messages. Ada thanks Grace");
});

test("long words are cut, and a closed account has no name", () => {
  const spoken = speak([sampleMessage(1, { text: "x".repeat(400), account: null })]);
  expect(spoken).toMatch(/^Somebody: x{140}…$/);
});
