// @vitest-environment happy-dom
import { beforeEach, expect, test } from "vitest";
import { isForPlayer, isTyping } from "./useShortcuts";

beforeEach(() => {
  document.body.innerHTML = `
    <div id="media"><span id="inside"></span></div>
    <button id="button"></button><textarea id="words"></textarea><p id="text"></p>
    <input id="title" /><input id="line" type="range" /><emoji-picker id="emoji"></emoji-picker><dialog><button id="answer"></button></dialog>`;
});

function press(key: string, where: string, change = {}, rewindable = true) {
  const event = { key, target: document.getElementById(where) ?? document.body, repeat: false };
  const plain = { defaultPrevented: false, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };
  const media = document.getElementById("media") as HTMLElement;
  return isForPlayer({ ...plain, ...event, ...change }, media, rewindable);
}

test.each([" ", "k", "m", "f", "ArrowLeft"])("%j works with the focus nowhere", (key) => {
  expect(press(key, "text")).toBe(true);
});

test.each([
  [" ", "button"],
  ["m", "words"],
  ["m", "emoji"],
  [" ", "words"],
  ["ArrowLeft", "words"],
  ["m", "inside"],
  ["x", "text"],
])("%j in %s is somebody else's", (key, where) => {
  expect(press(key, where)).toBe(false);
});

test("a letter works after a button was pressed, and never with the browser's own keys", () => {
  expect(press("m", "button")).toBe(true);
  for (const held of ["ctrlKey", "metaKey", "altKey", "shiftKey"]) {
    expect(press("f", "text", { [held]: true })).toBe(false);
  }
});

test("arrows move the page where there is nothing to go back to", () => {
  expect(press("ArrowLeft", "text", {}, false)).toBe(false);
});

test.each([
  ["words", true],
  ["title", true],
  ["emoji", true],
  ["answer", true],
  ["line", false],
  ["button", false],
  ["text", false],
])("a letter that is pressed in %s is typed: %s", (where, typed) => {
  expect(isTyping({ target: document.getElementById(where) })).toBe(typed);
});
