import { expect, test } from "vitest";
import { sampleLivestream } from "../../channel/sample";
import { isAway, planTour, putAway } from "./tour";

const READY = { ready: true, checks: [] };
const LACKING = { ready: false, checks: [] };
const show = (change: object = {}) => sampleLivestream({ id: "one", ...change });
const read = (...args: Parameters<typeof planTour>) =>
  planTour(...args)?.map(({ name, done, next }) => `${name}${done ? " done" : ""}${next ? " next" : ""}`);

test("a first artist begins by creating a show, and every step knows when it is done", () => {
  expect(read([], null)).toEqual(["create next", "obs", "rehearse", "live"]);
  expect(read([show()], null)).toEqual(["create done", "obs next", "rehearse", "live"]);
  expect(read([show()], LACKING)).toEqual(["create done", "obs done", "rehearse next", "live"]);
  expect(read([show()], READY)).toEqual(["create done", "obs done", "rehearse done", "live next"]);
});

test("steps may be done in any order", () => {
  expect(read([], READY)).toEqual(["create next", "obs done", "rehearse done", "live"]);
  expect(read([show({ publishing: true })], null)?.[1]).toBe("obs done");
});

test("the last step leads to the show that is planned", () => {
  expect(planTour([show()], READY)?.at(-1)?.href).toBe("/artist/livestreams/one");
  expect(planTour([show({ status: "cancelled" })], READY)?.[0]?.done).toBe(false);
});

test("whoever was on the air sees no tour, and nobody does before it is known", () => {
  expect(planTour([show({ status: "live", started_at: "2026-12-01T20:00:00Z" })], null)).toBeNull();
  expect(planTour([], undefined)).toBeNull();
});

test("it can be put away and taken out again", () => {
  const held = new Map<string, string>();
  const store = {
    getItem: (key: string) => held.get(key) ?? null,
    setItem: (key: string, value: string) => void held.set(key, value),
    removeItem: (key: string) => void held.delete(key),
  };
  expect(isAway(store)).toBe(false);
  putAway(store, true);
  expect(isAway(store)).toBe(true);
  putAway(store, false);
  expect(isAway(store)).toBe(false);
  expect(isAway(null)).toBe(false);
});
