import { expect, test } from "vitest";
import { listOrigins } from "./cameFrom";

test("the sites that led most here stand first, and all others last", () => {
  const hosts = [
    { host: "news.example", screens: 8 },
    { host: "forum.example", screens: 2 },
  ];
  expect(listOrigins({ direct: 4, hosts, others: 9 })).toEqual([
    { host: "news.example", kind: "host", screens: 8, share: 8 / 9 },
    { host: null, kind: "direct", screens: 4, share: 4 / 9 },
    { host: "forum.example", kind: "host", screens: 2, share: 2 / 9 },
    { host: null, kind: "others", screens: 9, share: 1 },
  ]);
});

test("where nobody has said anything there is nothing to show", () => {
  expect(listOrigins({ direct: 0, hosts: [], others: 0 })).toEqual([]);
});
