import { expect, test } from "vitest";
import { chooseAnchor, chooseHeir, findMoves, type Place } from "./moving";

/** One below the other, 100 pixels each, the first at `top`. */
const column = (names: string, top = 0): Map<string, Place> =>
  new Map(
    [...names].map((name, at) => [name, { left: 0, top: top + at * 100, bottom: top + at * 100 + 90 }]),
  );

test("at the top of a page what is new is seen", () => {
  expect(chooseAnchor(column("abc"), column("xabc"), { height: 300, scrolled: 0 }, null)).toBeNull();
});

test("further down, the first that is seen and is still there stays where it is", () => {
  const window = { height: 300, scrolled: 150 };
  expect(chooseAnchor(column("abcd", -150), column("xabcd", -150), window, null)).toBe("b");
  expect(chooseAnchor(column("abcd", -150), column("acd", -150), window, null)).toBe("c");
  expect(chooseAnchor(column("abcd", -150), column("a", -150), window, null)).toBeNull();
});

test("what has the focus stays, where it is seen", () => {
  const window = { height: 300, scrolled: 150 };
  expect(chooseAnchor(column("abcd", -150), column("abcd", -150), window, "d")).toBe("d");
  expect(chooseAnchor(column("abcd", -150), column("abcd", -150), window, "a")).toBe("b");
});

test("the focus of what is gone goes to what follows it, else to what was before it", () => {
  expect(chooseHeir([..."abcd"], new Set("acd"), "b")).toBe("c");
  expect(chooseHeir([..."abcd"], new Set("ab"), "d")).toBe("b");
  expect(chooseHeir([..."abcd"], new Set("abcd"), "b")).toBe("b");
  expect(chooseHeir([..."ab"], new Set(), "b")).toBeNull();
});

test("what has moved comes from where it was, and what is new from nowhere", () => {
  expect([...findMoves(column("abc"), column("axb"))]).toEqual([
    ["x", null],
    ["b", { x: 0, y: -100 }],
  ]);
});
