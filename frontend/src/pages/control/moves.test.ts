import { expect, test } from "vitest";
import { listMoves } from "./moves";
import { describeSituation } from "./situation";

const labels = (...args: Parameters<typeof listMoves>) => listMoves(...args).map(({ move }) => move);

test("a livestream that goes live by itself needs no start button", () => {
  expect(labels({ status: "scheduled", auto_start: true })).toEqual(["cancel"]);
});

test("with a publisher there, going live is one press", () => {
  expect(labels({ status: "scheduled", auto_start: false, publishing: true })).toEqual(["start", "cancel"]);
});

test("without auto-start it can be made ready once", () => {
  expect(labels({ status: "scheduled", auto_start: false })).toEqual(["start", "cancel"]);
  expect(labels({ status: "scheduled", auto_start: false, ready: true })).toEqual(["cancel"]);
});

test("everything that cannot be taken back asks first", () => {
  for (const status of ["scheduled", "live", "ended", "archived", "cancelled"] as const) {
    for (const offer of listMoves({ status })) {
      expect(offer.confirm !== undefined, offer.move).toBe(
        ["stop", "cancel", "archive", "delete"].includes(offer.move),
      );
    }
  }
});

test("the situation tells an artist whether fans see anything", () => {
  const say = (change: object) => describeSituation({ status: "live", interrupted_until: null, ...change });
  expect(say({})).toBe("You are live.");
  expect(say({ interrupted_until: "2026-01-01T00:00:00Z" })).toMatch(/waiting for OBS/);
  expect(say({ status: "ended" })).toBe("This livestream has ended.");
  expect(say({ status: "scheduled", publishing: true })).toMatch(/Fans see nothing yet/);
});

test("a show that ran out of time says so, for its artist did not end it", () => {
  expect(describeSituation({ status: "ended", interrupted_until: null }, true)).toMatch(/did not come back/);
});
