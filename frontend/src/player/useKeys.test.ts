// @vitest-environment happy-dom
import { beforeEach, expect, test } from "vitest";
import { findAct } from "./useKeys";

const theatre = () => {};
const KEYS = { t: theatre, "?": theatre };

beforeEach(() => {
  document.body.innerHTML = '<p id="text"></p><input id="words" /><button id="button"></button>';
});

function press(key: string, where = "text", change = {}) {
  const plain = { ctrlKey: false, metaKey: false, altKey: false, repeat: false, defaultPrevented: false };
  return findAct({ ...plain, key, target: document.getElementById(where), ...change }, KEYS);
}

test("a key does what it is for, with the capitals locked, too, and after a button was pressed", () => {
  expect([press("t"), press("T"), press("?"), press("t", "button")]).toEqual([
    theatre,
    theatre,
    theatre,
    theatre,
  ]);
});

test("what is typed, held down, meant for the browser or done already is somebody else's", () => {
  expect(press("t", "words")).toBeNull();
  for (const held of ["ctrlKey", "metaKey", "altKey", "repeat", "defaultPrevented"])
    expect(press("t", "text", { [held]: true })).toBeNull();
  expect(press("x")).toBeNull();
});
