import { expect, test } from "vitest";
import { listQuality, type Quality, summarize } from "./quality";

const QUALITY: Quality = {
  behind: 1.24,
  width: 1280,
  height: 720,
  rate: 1_534_000,
  dropped: 3,
  frames: 12_400,
  ahead: 0.52,
};

test("a glance tells how far behind and how sharp, as far as that is known", () => {
  expect(summarize(QUALITY)).toBe("1.2 s · 720p");
  expect(summarize({ ...QUALITY, behind: null })).toBe("720p");
  expect(summarize({ ...QUALITY, behind: null, width: 0, height: 0 })).toBe("");
});

test("each figure has its unit, and what is not known says so", () => {
  expect(listQuality(QUALITY).map(([, words]) => words)).toEqual([
    "1.2 s",
    "1280 × 720",
    "1.53 Mbit/s",
    "3 of 12,400",
    "0.5 s",
  ]);
  const unknown = listQuality({ ...QUALITY, behind: null, width: 0, rate: null });
  expect(unknown.map(([, words]) => words).slice(0, 3)).toEqual(["Not known", "Not known", "Not known"]);
});
