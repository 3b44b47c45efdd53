import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { sampleMessage } from "../chat/sample";
import { fillGoal, findInSight, findTier, offerAmounts } from "./tiers";

const tip = (seq: number, amount: number, refunded = false) =>
  sampleMessage(seq, { kind: "tip", tip: { amount, tier: findTier(amount), refunded } });

test("a tip is of the tier that its amount reaches", () => {
  expect([1, 9, 10, 49, 50, 100, 499, 500, 1000, 10 ** 12].map(findTier)).toEqual([
    1, 1, 2, 2, 3, 4, 4, 5, 6, 6,
  ]);
});

test("the more it is, the longer a tip stays in sight", () => {
  const rows = [tip(1, 1), tip(2, 10), tip(3, 50), tip(4, 50, true), sampleMessage(5), tip(6, 1000)];
  const after = (seconds: number) =>
    findInSight(rows, Date.parse(sampleMessage(seconds).at)).map(({ seq }) => seq);
  expect(after(5)).toEqual([3, 2]);
  expect(after(6)).toEqual([6, 3, 2]);
  expect(after(31)).toEqual([6, 3, 2]);
  expect(after(32)).toEqual([6, 3]);
  expect(after(63)).toEqual([6]);
  expect(after(606)).toEqual([]);
});

test("no more are in sight than there is room for", () => {
  const rows = Array.from({ length: 20 }, (_, seq) => tip(seq, 10));
  expect(findInSight(rows, Date.parse(sampleMessage(20).at)).length).toEqual(8);
});

test("a goal is never more than full", () => {
  expect(fillGoal({ given: 5, amount: 10 })).toEqual(0.5);
  expect(fillGoal({ given: 50, amount: 10 })).toEqual(1);
});

test("nobody is offered to give more than they hold", () => {
  expect(offerAmounts(60)).toEqual([1, 10, 50]);
  expect(offerAmounts(0)).toEqual([]);
});

const TIERS = readFileSync(new URL("./tiers.css", import.meta.url), "utf8");
const listColours = (name: string) =>
  [...TIERS.matchAll(new RegExp(`--${name}: #(..)(..)(..);`, "g"))].map(([, ...parts]) =>
    parts.map((part) => Number.parseInt(part, 16)),
  );
const light = (colour: readonly number[]) => {
  const [r = 0, g = 0, b = 0] = colour.map((part) =>
    part <= 10 ? part / 3294.6 : ((part / 255 + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};

test("the words of each tier can be read on an alert's ground, whatever picture is behind it", () => {
  const [dark, bright] = [listColours("tier-on-dark"), listColours("tier-on-light")];
  expect([dark.length, bright.length, listColours("tier").length]).toEqual([6, 6, 6]);
  // The panels of overlay.css, over white and over black.
  for (const one of dark) expect((light(one) + 0.05) / (light([56, 57, 61]) + 0.05)).toBeGreaterThan(4.5);
  for (const one of bright)
    expect((light([229, 229, 229]) + 0.05) / (light(one) + 0.05)).toBeGreaterThan(4.5);
});

test("no other style says what a tier looks like", () => {
  for (const path of ["./tips.css", "../overlay/overlay.css", "../styles/monitor.css", "../styles/desk.css"])
    expect(readFileSync(new URL(path, import.meta.url), "utf8")).not.toMatch(
      /tier(-\d)?: *(#|oklch|var\(--warn)/,
    );
});
