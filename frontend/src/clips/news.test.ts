import { expect, test } from "vitest";
import { mergeClips, noteClip } from "./news";
import { sampleClip } from "./sample";

const OLD = sampleClip({ id: "old", created_at: "2026-11-27T20:10:00Z" });
const NEW = sampleClip({ id: "new", created_at: "2026-11-27T20:20:00Z" });
const isOne = (id: string) => id === "one";
const names = (clips: { id: string }[]) => clips.map(({ id }) => id);

test("what is told of comes to what was read, the last made first", () => {
  expect(names(mergeClips(isOne, [OLD], noteClip(new Map(), "new", NEW), false, true))).toEqual([
    "new",
    "old",
  ]);
});

test("what is told of as gone, or of another show, is not there", () => {
  const gone = noteClip(noteClip(new Map(), "new", NEW), "new", null);
  expect(names(mergeClips(isOne, [OLD, NEW], gone, false, true))).toEqual(["old"]);
  expect(names(mergeClips((id) => id === "two", [], noteClip(new Map(), "new", NEW), false, true))).toEqual(
    [],
  );
});

test("one that is hidden only its artist sees", () => {
  const hidden = noteClip(new Map(), "new", { ...NEW, hidden: true });
  expect(names(mergeClips(isOne, [OLD, NEW], hidden, false, true))).toEqual(["old"]);
  expect(names(mergeClips(isOne, [OLD, NEW], hidden, true, true))).toEqual(["new", "old"]);
});

test("a change to what was not read yet waits for its page", () => {
  const news = noteClip(new Map(), "old", { ...OLD, title: "Another name" });
  expect(names(mergeClips(isOne, [NEW], news, false, false))).toEqual(["new"]);
  expect(mergeClips(isOne, [NEW, OLD], news, false, false)[1]?.title).toBe("Another name");
});

test("news without a picture leaves the one that is known", () => {
  const read = { ...NEW, still_url: "/still.jpg?v=1" };
  const [shown] = mergeClips(isOne, [read], noteClip(new Map(), "new", NEW), false, true);
  expect(shown?.still_url).toBe("/still.jpg?v=1");
});

test("of a flood of news the last two hundred are kept", () => {
  let news = noteClip(new Map(), "first", NEW);
  for (let one = 0; one < 200; one++) news = noteClip(news, `clip ${one}`, NEW);
  expect(news.size).toBe(200);
  expect(news.has("first")).toBe(false);
});
