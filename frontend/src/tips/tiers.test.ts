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
