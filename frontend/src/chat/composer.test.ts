import { expect, test } from "vitest";
import { type Act, type Composer, compose, EMPTY_COMPOSER, MOST_TEXT } from "./composer";

const after = (...acts: Act[]): Composer => acts.reduce(compose, EMPTY_COMPOSER);
const type = (text: string): Act => ({ type: "typed", text });
const enter = (id: string, now = 0): Act => ({ type: "send", now, id });
const tooFast: Act = { type: "refused", now: 0, words: "You are writing very fast.", wait: 3 };

test("Enter sends what is in the box, and empties it", () => {
  const state = after(type(" Hello "), { type: "asks", question: true }, enter("a"));
  expect(state.sending).toEqual({ id: "a", text: "Hello", question: true });
  expect(state).toMatchObject({ text: "", question: false });
});

test("nothing, and too much, is not sent", () => {
  expect(after(type("   "), enter("a")).sending).toBeNull();
  expect(after(type("x".repeat(MOST_TEXT + 1)), enter("a")).sending).toBeNull();
  expect(after(type("🎸".repeat(MOST_TEXT)), enter("a")).sending).not.toBeNull();
});

test("lines that are pasted become one", () => {
  expect(after(type("one\r\n  two\nthree")).text).toBe("one two three");
});

test("what comes too fast is in the box again, says when, and waits until then", () => {
  const state = after(type("Hello"), enter("a"), tooFast);
  expect(state).toMatchObject({ text: "Hello", until: 3000, problem: "You are writing very fast." });
  expect(compose(state, enter("b", 2999)).sending).toBeNull();
  expect(compose(state, enter("b", 3000)).sending).toMatchObject({ id: "a", text: "Hello" });
});

test("it goes by itself when the time is over, if that is wanted", () => {
  const state = after(type("Hello"), enter("a"), tooFast);
  expect(compose(state, { type: "due", now: 3000, id: "b" }).sending).toBeNull();
  const wanted = compose(state, { type: "auto", auto: true });
  expect(compose(wanted, { type: "due", now: 3000, id: "b" }).sending).toMatchObject({ id: "a" });
});

test("what is typed meanwhile stays, and what was refused waits above it", () => {
  const state = after(type("one"), enter("a"), type("two"), tooFast);
  expect(state).toMatchObject({ text: "two", held: [{ id: "a", text: "one" }] });
  const auto = compose(compose(state, { type: "auto", auto: true }), { type: "due", now: 3000, id: "x" });
  expect(auto).toMatchObject({ sending: { id: "a" }, text: "two", held: [] });
  expect(compose(auto, { type: "said", now: 3001, id: "b" }).sending).toMatchObject({ id: "b", text: "two" });
});

test("Enter pressed too early is not forgotten", () => {
  const state = after(type("one"), enter("a"), type("two"), enter("b"));
  expect(state).toMatchObject({ sending: { text: "one" }, text: "two" });
  expect(compose(state, { type: "said", now: 1, id: "b" }).sending).toMatchObject({ id: "b", text: "two" });
});

test("sent again after no answer it is the same message; changed, it is another", () => {
  const lost: Act = { type: "refused", now: 0, words: "The server could not be reached.", wait: null };
  const state = after(type("Hello"), enter("a"), lost);
  expect(compose(state, enter("b")).sending).toMatchObject({ id: "a" });
  expect(compose(compose(state, type("Hello!")), enter("b")).sending).toMatchObject({ id: "b" });
});

test("what waits can be dropped", () => {
  const state = after(type("one"), enter("a"), type("two"), tooFast, { type: "dropped", id: "a" });
  expect(state).toMatchObject({ held: [], text: "two" });
});
