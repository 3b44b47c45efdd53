import { expect, test } from "vitest";
import { type Act, type Composer, compose, EMPTY_COMPOSER, MOST_TEXT } from "./composer";

const after = (...acts: Act[]): Composer => acts.reduce(compose, EMPTY_COMPOSER);
const type = (text: string): Act => ({ type: "typed", text });
const enter = (id: string, now = 0): Act => ({ type: "send", now, id });
const tooFast: Act = { type: "refused", now: 0, words: "You are writing very fast.", wait: 3, final: false };
const unwanted: Act = { type: "refused", now: 0, words: "Not here.", wait: null, final: true };

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
  expect(after(type("one\u2028two\u2029 three\tfour")).text).toBe("one two three four");
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
  expect(compose(auto, { type: "said", now: 3001, id: "b" })).toMatchObject({ sending: null, text: "two" });
});

test("only what was sent goes by itself, and nobody's half sentence", () => {
  const wanted = compose(after(type("one"), enter("a"), tooFast), { type: "auto", auto: true });
  const changed = compose(wanted, type("I was only half way thr"));
  expect(compose(changed, { type: "due", now: 3000, id: "b" })).toMatchObject({
    sending: null,
    text: "I was only half way thr",
  });
  const sent = compose(changed, enter("c", 2000));
  expect(sent).toMatchObject({ text: "", held: [{ id: "c" }] });
  expect(compose(sent, { type: "due", now: 3000, id: "b" }).sending).toMatchObject({ id: "c" });
});

test("what is never taken stands aside with its reason, and what was sent after it goes on", () => {
  const state = after(type("a badword"), enter("a"), type("good words"), enter("b"), type("half"), unwanted);
  expect(state).toMatchObject({
    sending: { id: "b", text: "good words" },
    held: [{ id: "a", refusal: "Not here." }],
    text: "half",
  });
  const said = compose(state, { type: "said", now: 1, id: "x" });
  expect(said).toMatchObject({ sending: null, held: [{ id: "a" }], text: "half", problem: null });
  // Enter sends what is in the box, and not that again.
  expect(compose(said, enter("c")).sending).toMatchObject({ id: "c", text: "half" });
  expect(after(type("a badword"), enter("a"), unwanted)).toMatchObject({
    text: "a badword",
    problem: "Not here.",
  });
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
  const lost: Act = {
    type: "refused",
    now: 0,
    words: "The server could not be reached.",
    wait: null,
    final: false,
  };
  const state = after(type("Hello"), enter("a"), lost);
  expect(compose(state, enter("b")).sending).toMatchObject({ id: "a" });
  expect(compose(compose(state, type("Hello!")), enter("b")).sending).toMatchObject({ id: "b" });
});

test("what waits can be dropped", () => {
  const state = after(type("one"), enter("a"), type("two"), tooFast, { type: "dropped", id: "a" });
  expect(state).toMatchObject({ held: [], text: "two" });
});
