import { expect, test } from "vitest";
import { choose, fill, split, write } from "./messages";

test("a value stands where its name does, numbers as the language writes them", () => {
  expect(fill("{who} gave {amount} tokens", "en", { who: "Ada", amount: 12345 })).toBe(
    "Ada gave 12,345 tokens",
  );
  expect(fill("{amount} Token", "de", { amount: 12345 })).toBe("12.345 Token");
});

test.each(["en", "en-IN", "de", "de-AT", "de-CH"])(
  "a number is as %s writes it, with or without Intl",
  (language) => {
    for (const value of [0, 7, 999, 1_000, 1_234_567, -5, 2.5])
      expect(write(value, language)).toBe(new Intl.NumberFormat(language).format(value));
  },
);

test("a name without a value stays, so that it is seen", () => {
  expect(fill("Hello {who}", "en", {})).toBe("Hello {who}");
});

test("what somebody typed is no place for values", () => {
  expect(fill("{title} is live", "en", { title: "<b>{who}</b>", who: "x" })).toBe("<b>{who}</b> is live");
});

test("the sentence fits the count", () => {
  const people = { one: "{count} person", other: "{count} people" };
  expect(choose(people, "en", 1)).toBe("{count} person");
  expect(choose(people, "en", 0)).toBe("{count} people");
  expect(choose({ other: "always" }, "en", 1)).toBe("always");
});

test("words that are dressed come apart, with the values in them", () => {
  expect(split("Already here? <link>Sign in, {who}</link>.")).toEqual([
    { kind: "words", words: "Already here? " },
    {
      kind: "dressed",
      name: "link",
      pieces: [
        { kind: "words", words: "Sign in, " },
        { kind: "value", name: "who" },
      ],
    },
    { kind: "words", words: "." },
  ]);
  expect(fill("Already here? <link>Sign in, {who}</link>.", "en", { who: "Ada" })).toBe(
    "Already here? Sign in, Ada.",
  );
});
