import type { FragmentLoaderContext } from "hls.js";
import { expect, it } from "vitest";
import { Group, isWorthRestarting } from "./group";

const PART_S = 0.2;

function part(number: number, independent: boolean, sn = 7, index = number): FragmentLoaderContext {
  return {
    url: `part-${number}`,
    frag: { sn, duration: 2 },
    part: { index, independent, duration: PART_S },
  } as unknown as FragmentLoaderContext;
}

const whole = (sn: number) =>
  ({ url: `segment-${sn}`, frag: { sn, duration: 2 }, part: null }) as unknown as FragmentLoaderContext;

it("knows what was asked for since the keyframe, across segments", () => {
  const group = new Group();
  group.note(part(0, true));
  group.note(part(1, false));
  group.note(part(1, false)); // again
  group.note(part(2, false, 8, 0));
  expect(group.files).toEqual(["part-0", "part-1", "part-2"]);
  expect(group.lasts).toBeCloseTo(3 * PART_S);
});

it("takes a group to be as long as the one before", () => {
  const group = new Group();
  for (let number = 0; number < 5; number++) group.note(part(number, number === 0));
  group.note(part(5, true));
  expect(group.files).toEqual(["part-5"]);
  expect(group.rest).toBeCloseTo(4 * PART_S);
});

it("begins with a whole segment, too", () => {
  const group = new Group();
  group.note(whole(6));
  group.note(part(0, false));
  expect(group.files).toEqual(["segment-6", "part-0"]);
});

it("knows of no beginning where something is missing, or where it was begun again", () => {
  const group = new Group();
  group.note(part(0, true));
  group.note(part(2, false));
  expect(group.files).toEqual([]);
  group.note(part(3, false));
  expect(group.files).toEqual([]);
  group.note(part(5, true));
  group.forget();
  expect(group.files).toEqual([]);
  group.note(part(10, true));
  expect(group.files).toEqual(["part-10"]);
});

it("begins again where a source of 2.5 Mbit/s meets a network of 600 kbit/s, but where little is left", () => {
  const rest = { rate: 600_000, lasts: 3 * PART_S, left: 1_500_000, smaller: 3 * PART_S * 430_000 };
  expect(isWorthRestarting(rest)).toBe(true);
  expect(isWorthRestarting({ ...rest, left: 200_000 })).toBe(false);
  expect(isWorthRestarting({ ...rest, rate: 2_400_000 })).toBe(false);
});
