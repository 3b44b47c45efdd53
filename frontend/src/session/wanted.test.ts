// @vitest-environment happy-dom
import { beforeEach, expect, test, vi } from "vitest";
import { findWanted, noteWanted } from "./wanted";

beforeEach(() => localStorage.clear());

test("who came for a livestream finds back to it for a day", () => {
  expect(findWanted()).toBeNull();
  noteWanted("one", 1_000);
  noteWanted("two", 2_000);
  expect(findWanted(2_000 + 86_399_000)).toBe("/livestreams/two");
  expect(findWanted(2_000 + 86_400_000)).toBeNull();
});

test.each([["../../elsewhere"], ["//elsewhere.example"], ["\\\\elsewhere"]])(
  "%s leads nowhere else",
  (id) => {
    noteWanted(id, 0);
    const found = findWanted(0) as string;
    expect(new URL(found, "http://here.invalid").pathname).toMatch(/^\/livestreams\/[^/]+$/);
  },
);

test.each(["", "null", "{", '{"id":7,"at":0}', "[]"])("what is not ours (%s) is nothing", (text) => {
  localStorage.setItem("wanted-livestream", text);
  expect(findWanted(0)).toBeNull();
});

test("a browser that keeps nothing is no trouble", () => {
  vi.stubGlobal("localStorage", {
    getItem: () => {
      throw new Error("SecurityError");
    },
    setItem: () => {
      throw new Error("SecurityError");
    },
  });
  noteWanted("one");
  expect(findWanted()).toBeNull();
  vi.unstubAllGlobals();
});
