import { expect, test } from "vitest";
import { keepNext, readNext, wayBack } from "./next";

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

test.each([
  ["/livestreams/one", "", "?next=%2Flivestreams%2Fone"],
  ["/artists/one", "", "?next=%2Fartists%2Fone"],
  ["/sign-in", "next=/livestreams/one", "?next=%2Flivestreams%2Fone"],
  ["/register", "artist", "?artist="],
  ["/livestreams", "q=piano", ""],
  ["/", "", ""],
  ["/reset", "", ""],
])("whoever signs in from the head of %s?%s takes %j along", (path, search, kept) => {
  expect(wayBack(path, new URLSearchParams(search))).toBe(kept);
});
