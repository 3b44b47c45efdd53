import { expect, test } from "vitest";
import type { Audience, AudiencePoint, AudienceTotals } from "../../api/types";
import { drawBars, findMost, findShares, follow, gather, toLine } from "./points";

const POINTS: AudiencePoint[] = [
  { at: 0, viewers: 2, joins: 2, leaves: 0, retention: null, messages: 0, claps: 0, stalls: 0, failures: 0 },
  { at: 7, viewers: 4, joins: 3, leaves: 1, retention: 0.8, messages: 2, claps: 5, stalls: 1, failures: 0 },
];

test("a figure lies where it was in the show, and is left out where it is not known", () => {
  expect(toLine(POINTS, 10, "viewers")).toEqual({
    step: 10_000,
    points: [
      { at: 0, value: 2 },
      { at: 7_000, value: 4 },
    ],
  });
  expect(toLine(POINTS, 10, "retention").points).toEqual([{ at: 7_000, value: 0.8 }]);
});

test("the highest bar has all the room, and nothing stands for nothing", () => {
  expect(drawBars(toLine(POINTS, 10, "claps"), 20_000, [100, 50], 20)).toBe("M60 50V30");
  expect(drawBars(toLine(POINTS, 10, "joins"), 20_000, [100, 50], 30)).toBe("M25 50V30M60 50V20");
  expect(drawBars(toLine([], 10, "claps"), 20_000, [100, 50], 20)).toBe("");
  expect(findMost(toLine([], 10, "claps"))).toBe(0);
});

test("those who come are counted in so long stretches that they can be told apart", () => {
  const points = Array.from({ length: 100 }, (_, at) => ({ at: at * 10_000, value: 1 }));
  const gathered = gather({ step: 10_000, points }, 30);
  expect(gathered.step).toBe(40_000);
  expect(gathered.points).toHaveLength(25);
  expect(gathered.points.every(({ value }) => value === 4)).toBe(true);
  expect(gather({ step: 10_000, points: [] }, 30)).toEqual({ step: 10_000, points: [] });
});

test("shows are measured by the one that was watched longest", () => {
  const shows = [30, 60, 0].map((minutes_watched) => ({ minutes_watched }) as AudienceTotals);
  expect(findShares(shows)).toEqual([0.5, 1, 0]);
  expect(findShares(shows.slice(2))).toEqual([0]);
});

const audience = (from: number, to: number, every = 10) => {
  const points = Array.from({ length: (to - from) / every }, (_, number) => ({ at: from + number * every }));
  return { every, points, joins: to } as Audience;
};

test("what is told takes the place of the last points, and goes on from there", () => {
  expect(follow(audience(0, 60), audience(30, 90))).toEqual(audience(0, 90));
  expect(follow(audience(0, 60), audience(60, 90))).toEqual(audience(0, 90));
  expect(follow(audience(300, 320), audience(300, 330))).toEqual(audience(300, 330));
  expect(follow(audience(0, 60), { ...audience(0, 60), points: [] })).toEqual(audience(0, 60));
});

test("where something was not told the whole is asked for", () => {
  expect(follow(audience(0, 60), audience(70, 130))).toBeNull();
  expect(follow(audience(0, 0), audience(40, 100))).toBeNull();
  expect(follow(audience(0, 7_200), audience(7_100, 7_220, 20))).toBeNull();
});
