import { expect, test } from "vitest";
import { sampleReplay } from "../../channel/sample";
import { findKept, isForHolders, isToDownload, offerReplay } from "./kept";

const replay = sampleReplay();

test("what is kept begins with the show, and is whole once it is over", () => {
  const begins = Date.parse("2026-11-27T20:00:00Z");
  expect(findKept({ id: "a", replay })).toEqual({ id: "a", url: "/live/r1/index.m3u8", whole: true, begins });
  expect(findKept({ id: "a", replay: { ...replay, state: "partial" } })?.whole).toBe(true);
  expect(findKept({ id: "a", replay: { ...replay, state: "recording" } })?.whole).toBe(false);
});

test.each([null, { ...replay, url: null }, { ...replay, state: "gone" as const }])(
  "where there is none, or not for who is here, nothing is offered",
  (none) => {
    expect(findKept({ id: "a", replay: none })).toBeNull();
  },
);

test("whoever had been somewhere in it goes on there, or begins again", () => {
  expect(offerReplay(760, false)).toEqual({
    first: { words: "Go on at 12:40", position: 760 },
    others: [{ words: "From the start", position: 0 }],
  });
  expect(offerReplay(0, false)).toEqual({
    first: { words: "Watch from the start", position: 0 },
    others: [],
  });
  expect(offerReplay(760, true)).toEqual({ first: { words: "Watch again", position: 0 }, others: [] });
});

test("that a replay is for holders is said to those who are none", () => {
  expect(isForHolders({ replay: sampleReplay({ visibility: "holders", url: null }) })).toBe(true);
  expect(isForHolders({ replay: sampleReplay({ visibility: "holders" }) })).toBe(false);
  expect(isForHolders({ replay: sampleReplay({ visibility: "holders", url: null, state: "gone" }) })).toBe(
    false,
  );
  expect(isForHolders({ replay: null })).toBe(false);
});

test("it is to be downloaded where its artist allows it, by whoever may have it, once it is whole", () => {
  expect(isToDownload({ id: "a", replay, fans_may_download: true })).toBe(true);
  expect(isToDownload({ id: "a", replay, fans_may_download: false })).toBe(false);
  expect(isToDownload({ id: "a", replay: { ...replay, url: null }, fans_may_download: true })).toBe(false);
  expect(isToDownload({ id: "a", replay: { ...replay, state: "recording" }, fans_may_download: true })).toBe(
    false,
  );
});
