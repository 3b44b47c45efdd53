import { expect, test } from "vitest";
import type { Marker } from "../api/types";
import { NOTHING_MARKED, noteMarker, withMarked } from "./marked";

const marker = (id: string, at: number, title = id): Marker => ({
  id,
  livestream_id: "show",
  at,
  title,
  created_at: "2026-01-31T20:00:00.000Z",
});

test("what was told since is newer than what was read", () => {
  const read = [marker("a", 10), marker("b", 20), marker("c", 30)];
  let marked = noteMarker(NOTHING_MARKED, marker("a", 25, "Renamed"), false);
  marked = noteMarker(marked, marker("b", 20), true);
  marked = noteMarker(marked, marker("d", 5), false);
  marked = noteMarker(marked, { ...marker("e", 1), livestream_id: "another" }, false);
  expect(withMarked(read, "show", marked).map(({ id, title }) => [id, title])).toEqual([
    ["d", "d"],
    ["a", "Renamed"],
    ["c", "c"],
  ]);
});

test("one that was told of twice is as it was told last", () => {
  const marked = noteMarker(noteMarker(NOTHING_MARKED, marker("a", 1), false), marker("a", 1), true);
  expect(withMarked([], "show", marked)).toEqual([]);
});

test("of many the last ones are known", () => {
  let marked = NOTHING_MARKED;
  for (let one = 0; one <= 1_000; one++) marked = noteMarker(marked, marker(`m${one}`, one), false);
  expect(marked.size).toBe(1_000);
  expect(marked.has("m0")).toBe(false);
});
