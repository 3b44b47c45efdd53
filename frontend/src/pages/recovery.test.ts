// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { isMissingPart, reloadOnce, waitForServer } from "./recovery";

beforeEach(() => {
  vi.useFakeTimers();
  sessionStorage.clear();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test.each([
  "Failed to fetch dynamically imported module: http://live.example/assets/WatchPage-x.js",
  "error loading dynamically imported module: http://live.example/assets/WatchPage-x.js",
  "Importing a module script failed.",
])("a part that could not be fetched is known in any browser: %s", (message) => {
  expect(isMissingPart(new TypeError(message))).toBe(true);
});

test("a fault of the page's own is none of these", () => {
  expect(isMissingPart(new TypeError("undefined is not a function"))).toBe(false);
});

test("a server that is away is asked until it answers", async () => {
  const answers = [
    Promise.reject(new TypeError()),
    Promise.resolve({ ok: false }),
    Promise.resolve({ ok: true }),
  ];
  const fetch = vi.fn(() => answers.shift());
  vi.stubGlobal("fetch", fetch);
  const back = waitForServer(new AbortController().signal, () => 0.5);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(await back).toBe(true);
  expect(fetch).toHaveBeenCalledTimes(3);
});

test("a reload that did not help is not repeated", () => {
  const reload = vi.fn();
  vi.stubGlobal("location", { reload });
  expect(reloadOnce(1_000_000)).toBe(true);
  expect(reloadOnce(1_010_000)).toBe(false);
  expect(reloadOnce(1_040_000)).toBe(true);
  expect(reload).toHaveBeenCalledTimes(2);
});
