import { expect, test } from "vitest";
import { readPlaceIn, showAt } from "./address";

test.each([
  ["at=760.5", 760.5],
  ["at=0", 0],
  ["at=", null],
  ["at=-3", null],
  ["at=1e9", null],
  ["at=soon", null],
  ["clip=3", null],
])("%s names %s", (query, place) => {
  expect(readPlaceIn(new URLSearchParams(query), "at")).toBe(place);
});

test("a link leads into the show at a place that is read again", () => {
  const link = showAt("a/b", 760.56);
  expect(link).toBe("/livestreams/a%2Fb?at=760.5");
  expect(readPlaceIn(new URL(link, "http://x").searchParams, "at")).toBe(760.5);
});
