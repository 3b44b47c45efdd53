import { expect, test } from "vitest";
import { Crowd, countHands, openness } from "./crowd";

test("as many rise as it is loud, and sink when it is over", () => {
  const crowd = new Crowd(() => 0.5);
  crowd.level = 0.5;
  crowd.move(32, 0, 600);
  expect(crowd.size).toBe(20);
  crowd.level = 0;
  crowd.move(100, 132, 600);
  expect(crowd.size).toBe(20);
  for (let now = 200; now < 3_000; now += 100) crowd.move(100, now, 600);
  expect(crowd.empty).toBe(true);
});

test("there are never more than can be drawn", () => {
  expect(countHands(1, 100_000)).toBe(90);
  expect(countHands(0.001, 300)).toBe(1);
  expect(countHands(0, 300)).toBe(0);
});

test("an own clap flies, and is gone", () => {
  const crowd = new Crowd(() => 0.5);
  for (let clap = 0; clap < 100; clap++) crowd.clap(0);
  expect(crowd.empty).toBe(false);
  crowd.move(32, 1_500, 600);
  expect(crowd.empty).toBe(true);
});

test("hands meet and part", () => {
  expect(openness(0)).toBe(0);
  expect(openness(0.5)).toBe(1);
});
