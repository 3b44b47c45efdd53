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

test("what is sent while something is on its way goes after it, each as a message of its own", () => {
  const state = after(
    type("one"),
    enter("a"),
    type("two"),
    enter("b"),
    type("three"),
    enter("c"),
    type("fo"),
  );
  expect(state).toMatchObject({ sending: { text: "one" }, text: "fo" });
  const second = compose(state, { type: "said", now: 1, id: "x" });
  expect(second).toMatchObject({ sending: { id: "b", text: "two" }, text: "fo" });
  const third = compose(second, { type: "said", now: 2, id: "y" });
  expect(third).toMatchObject({ sending: { id: "c", text: "three" }, held: [], text: "fo" });
  // This was not sent yet.
  expect(compose(third, { type: "said", now: 3, id: "z" })).toMatchObject({ sending: null, text: "fo" });
});

test("of many that are sent at once none is lost, and their order stays", () => {
  const words = ["a", "b", "c", "d", "e", "f"];
  const state = after(...words.flatMap((word) => [type(word), enter(word)]));
  expect(state.text).toBe("f");
  const refused = compose(state, tooFast);
  expect([...refused.held.map(({ text }) => text), refused.text]).toEqual(words);
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
