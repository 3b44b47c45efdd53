import { expect, test } from "vitest";
import { readNext } from "./next";

test.each([
  ["/livestreams/one", "/livestreams/one"],
  ["//elsewhere.example", "/home"],
  ["/\\elsewhere.example", "/home"],
  ["https://elsewhere.example", "/home"],
])("after signing in, %s leads to %s", (next, path) => {
  expect(readNext(new URLSearchParams({ next }), "/home")).toBe(path);
});
