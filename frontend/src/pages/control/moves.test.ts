import { expect, test } from "vitest";
import { listMoves } from "./moves";
import { describeSituation, findGoesOn } from "./situation";

const labels = (...args: Parameters<typeof listMoves>) => listMoves(...args).map(({ move }) => move);

test("a livestream that goes live by itself needs no start button", () => {
  expect(labels({ status: "scheduled", auto_start: true })).toEqual(["cancel"]);
});

test("with a publisher there, going live is the next press", () => {
  expect(labels({ status: "scheduled", auto_start: false, publishing: true })).toEqual(["start", "cancel"]);
});

test("without auto-start it can be made ready once", () => {
  expect(labels({ status: "scheduled", auto_start: false })).toEqual(["start", "cancel"]);
  expect(labels({ status: "scheduled", auto_start: false, ready: true })).toEqual(["cancel"]);
});

test("everything that fans notice or that cannot be taken back asks first", () => {
  for (const status of ["scheduled", "live", "ended", "archived", "cancelled"] as const) {
    for (const offer of listMoves({ status, publishing: true }))
      expect(offer.confirm, offer.move).toBeDefined();
  }
});

test("the situation tells an artist whether fans see anything", () => {
  const say = (change: object) =>
    describeSituation({ status: "live", interrupted_until: null, end_reason: null, ...change });
  expect(say({})).toBe("You are live.");
  expect(say({ interrupted_until: "2026-01-01T00:00:00Z" })).toMatch(/waiting for OBS/);
  expect(say({ status: "ended" })).toBe("This livestream has ended.");
  expect(say({ status: "scheduled", publishing: true })).toMatch(/Fans see nothing yet/);
});

test("a show that its artist did not end says why it did", () => {
  const say = (end_reason: "lost" | "encoder" | "artist") =>
    describeSituation({ status: "ended", interrupted_until: null, end_reason });
  expect(say("lost")).toMatch(/did not come back/);
  expect(say("encoder")).toMatch(/OBS stopped/);
  expect(say("artist")).toBe("This livestream has ended.");
});

test("a show that ended by mistake can go on for five minutes", () => {
  const ended = { status: "ended", ended_at: "2026-01-01T20:00:00.000Z" } as const;
  const at = (time: string) => Date.parse(`2026-01-01T${time}Z`);
  expect(findGoesOn({ ...ended, end_reason: "encoder" }, at("20:01:00"))).toBe("2026-01-01T20:05:00.000Z");
  expect(findGoesOn({ ...ended, end_reason: "lost" }, at("20:05:00"))).toBeNull();
  expect(findGoesOn({ ...ended, end_reason: "artist" }, at("20:01:00"))).toBeNull();
  expect(findGoesOn({ ...ended, status: "live", end_reason: null }, at("20:01:00"))).toBeNull();
});
