import { expect, test } from "vitest";
import { hostOf } from "./referrer";

test("of a page that led here its host is told, and nothing else", () => {
  expect(hostOf("https://News.example:8443/a/path?q=secret#part", "live.example")).toBe("news.example");
  expect(hostOf("http://forum.example/", "live.example")).toBe("forum.example");
});

test("our own pages, apps, and what is no address lead nowhere from", () => {
  for (const referrer of ["", "https://live.example/livestreams", "android-app://org.example/", "nonsense"])
    expect(hostOf(referrer, "live.example")).toBe("");
});
