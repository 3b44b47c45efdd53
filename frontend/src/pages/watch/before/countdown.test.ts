import { expect, test } from "vitest";
import { countDown } from "./countdown";

const say = (ms: number) => countDown(ms).map(({ unit, count }) => `${count} ${unit}`);

test("the largest unit that is left comes first", () => {
  expect(say(6 * 86_400_000 + 3 * 3_600_000)).toEqual(["6 days", "3 hours", "0 minutes", "0 seconds"]);
  expect(say(3_600_000)).toEqual(["1 hours", "0 minutes", "0 seconds"]);
  expect(say(3_599_000)).toEqual(["59 minutes", "59 seconds"]);
});

test("minutes and seconds are there to the end, and it never counts below nought", () => {
  expect(say(400)).toEqual(["0 minutes", "1 seconds"]);
  expect(say(-5_000)).toEqual(["0 minutes", "0 seconds"]);
});
