import { expect, test } from "vitest";
import { sampleMessage } from "../../chat/sample";
import { listReasons, listReported, mergeQuestions } from "./queue";

const asks = (seq: number) => sampleMessage(seq, { question: "open" });
const NONE: ReadonlySet<string> = new Set();
const ids = (found: readonly { id: string }[]) => found.map(({ id }) => id);

test("questions from before what the room tells, and what it has told since, wait in one line", () => {
  const rows = [sampleMessage(4), asks(5), asks(6)];
  expect(ids(mergeQuestions([asks(1), asks(5)], { rows, removed: NONE }))).toEqual(["m1", "m5", "m6"]);
});

test("what the room tells of a question counts more than what was read", () => {
  const rows = [sampleMessage(5, { question: "answered" }), sampleMessage(6, { question: "dismissed" })];
  expect(mergeQuestions([asks(5), asks(6)], { rows, removed: NONE })).toEqual([]);
});

test("what was removed waits no more", () => {
  expect(mergeQuestions([asks(1)], { rows: [], removed: new Set(["m1"]) })).toEqual([]);
});

const report = (reason: string) => ({ account: { id: "a", display_name: "A" }, reason, at: "" });

test("what was reported and is gone needs nobody", () => {
  const read = [1, 2].map((seq) => ({ message: sampleMessage(seq), reports: [report("")] }));
  expect(listReported(read, new Set(["m1"])).map(({ message }) => message.id)).toEqual(["m2"]);
});

test("each reason is told once, the most frequent first", () => {
  expect(listReasons([report("Rude"), report(""), report(" Spam "), report("Spam")])).toEqual([
    "Spam",
    "Rude",
  ]);
});
