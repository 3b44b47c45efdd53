import { expect, test } from "vitest";
import { keepNext, readNext } from "./next";

test.each([
  ["/livestreams/one", "/livestreams/one"],
  ["//elsewhere.example", "/home"],
  ["/\\elsewhere.example", "/home"],
  ["https://elsewhere.example", "/home"],
  ["/livestreams?day=1#top", "/livestreams?day=1#top"],
  ["/\t/elsewhere.example", "/home"],
  ["/\n/elsewhere.example", "/home"],
  ["/\t/", "/home"],
  ["/.//elsewhere.example", "/home"],
  ["//", "/home"],
  ["", "/home"],
  ["javascript:alert(1)", "/home"],
])("after signing in, %s leads to %s", (next, path) => {
  expect(readNext(new URLSearchParams({ next }), "/home")).toBe(path);
});

test.each([
  ["next=/livestreams/one&refused=expired", "/register?next=%2Flivestreams%2Fone"],
  ["artist", "/register?artist="],
  ["refused=expired", "/register"],
  ["", "/register"],
])("whoever came to sign in with %j and registers instead goes to %s", (search, address) => {
  expect(`/register${keepNext(new URLSearchParams(search))}`).toBe(address);
});
