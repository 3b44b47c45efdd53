import { expect, test } from "vitest";
import { splitWords } from "./words";

test("links are links, and names in them are not", () => {
  expect(splitWords("see https://a.example/@bo now", true, null)).toEqual([
    { text: "see " },
    { text: "https://a.example/@bo", href: "https://a.example/@bo" },
    { text: " now" },
  ]);
});

test("one's own name stands out, as a whole and however it is written", () => {
  expect(splitWords("hi @ana (b.), hi @Bo", true, "Ana (B.)")).toEqual([
    { text: "hi " },
    { text: "@ana (b.)", mention: "me" },
    { text: ", hi " },
    { text: "@Bo", mention: "other" },
  ]);
  expect(splitWords("@Anabel", true, "Ana")).toEqual([{ text: "@Anabel", mention: "other" }]);
});

test("another's name stands out as a whole, where it is known", () => {
  expect(splitWords("@mira solberg, play it for @Mira", true, "Mira", ["Mira Solberg"])).toEqual([
    { text: "@mira solberg", mention: "other" },
    { text: ", play it for " },
    { text: "@Mira", mention: "me" },
  ]);
  expect(splitWords("@Mira Solbergs", true, null, ["Mira Solberg"])).toEqual([
    { text: "@Mira", mention: "other" },
    { text: " Solbergs" },
  ]);
});

test("where nobody is named nothing stands out", () => {
  expect(splitWords("a@b and @c", false, "c")).toEqual([{ text: "a@b and @c" }]);
});
