import { expect, test } from "vitest";
import { sampleMessage } from "../../chat/sample";
import { canBeThanked, findThanked, listNewest, listTips } from "./room";

const notice = (seq: number, message_id: unknown) =>
  sampleMessage(seq, { kind: "notice", about: { thanks: { account: { id: "fan" }, message_id } } });
const ids = (rows: readonly { id: string }[]) => rows.map(({ id }) => id);

test("who was thanked is known from the room's notices, whoever pressed where", () => {
  const rows = [sampleMessage(1), notice(2, "m1"), sampleMessage(3), notice(4, 5)];
  expect([...findThanked(rows)]).toEqual(["m1"]);
});

test("a notice about something else thanks nobody", () => {
  const others = [null, {}, { thanks: null }, { thanks: "m1" }, { goal: { message_id: "m1" } }];
  const rows = others.map((about, at) => sampleMessage(at, { kind: "notice", about }));
  expect(findThanked(rows).size).toBe(0);
});

test("the newest stand first, without notices", () => {
  const rows = [sampleMessage(1), sampleMessage(2), notice(3, "m1"), sampleMessage(4)];
  expect(ids(listNewest(rows, 2))).toEqual(["m4", "m2"]);
  expect(listNewest([], 2)).toEqual([]);
});

test("tips that were given back are no tips", () => {
  const tip = (seq: number, refunded: boolean) =>
    sampleMessage(seq, { kind: "tip", tip: { amount: 5, tier: 1, refunded } });
  expect(ids(listTips([tip(1, false), tip(2, true), sampleMessage(3), tip(4, false)], 5))).toEqual([
    "m4",
    "m1",
  ]);
});

test("nobody thanks oneself, the room, or who has left", () => {
  expect(canBeThanked(sampleMessage(1), "artist")).toBe(true);
  expect(canBeThanked(sampleMessage(1), "fan")).toBe(false);
  expect(canBeThanked(sampleMessage(1, { account: null }), "artist")).toBe(false);
  expect(canBeThanked(notice(1, "m0"), "artist")).toBe(false);
});
