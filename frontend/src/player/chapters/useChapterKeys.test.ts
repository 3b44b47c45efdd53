// @vitest-environment happy-dom
import { createElement } from "preact/compat";
import { createRoot } from "preact/compat/client";
import { act } from "preact/test-utils";
import { afterEach, beforeEach, expect, test } from "vitest";
import { useChapterKeys } from "./useChapterKeys";

const steps: number[] = [];
let root: ReturnType<typeof createRoot>;

function Keys({ on }: { on: boolean }) {
  useChapterKeys(on, (step) => steps.push(step));
  return createElement("input", { id: "words" });
}

const show = (on: boolean) => act(() => root.render(createElement(Keys, { on })));

const press = (key: string, change: KeyboardEventInit = {}, where: EventTarget = document.body) =>
  where.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...change }));

beforeEach(() => {
  steps.length = 0;
  document.body.innerHTML = '<div id="root"></div>';
  root = createRoot(document.getElementById("root") as HTMLElement);
});

afterEach(() => act(() => root.unmount()));

test("N leads on and B back", () => {
  show(true);
  press("n");
  press("b");
  press("x");
  expect(steps).toEqual([1, -1]);
});

test("what is typed, held down or meant for the browser leads nowhere", () => {
  show(true);
  press("n", {}, document.getElementById("words") as HTMLElement);
  press("n", { repeat: true });
  press("n", { ctrlKey: true });
  expect(steps).toEqual([]);
});

test("without chapters there are no keys", () => {
  show(false);
  press("n");
  show(true);
  press("n");
  show(false);
  press("n");
  expect(steps).toEqual([1]);
});
