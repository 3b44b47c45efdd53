import { expect, test } from "vitest";
import { IDLE_PLAYBACK, type PlaybackView } from "../player/view";
import { Tally } from "./tally";

const show = (at: number, change: Partial<PlaybackView>, seeking = false) => ({
  at,
  view: { ...IDLE_PLAYBACK, ...change },
  seeking,
});
const NOTHING = { played: 0, stalls: 0, bsd: 0, failures: 0 };
const playing = (name: string): Partial<PlaybackView> => ({
  state: "playing",
  renditions: { options: [], wish: "auto", playing: name, rate: null },
});

test("the first picture is waited for once, from when the page was opened", () => {
  const tally = new Tally(0);
  tally.note(show(300, { state: "starting" }));
  tally.note(show(900, { state: "playing" }));
  tally.note(show(4_900, { state: "stalled" }));
  tally.note(show(5_200, { state: "playing" }));
  const source = { rendition: "source", ...NOTHING };
  expect(tally.take(6_200)).toEqual([{ ...source, played: 5_000, msd: 900, stalls: 1, bsd: 300 }]);
  expect(tally.take(7_200)).toEqual([{ ...source, played: 1_000 }]);
});

test("a picture that is there at once was waited for, too", () => {
  const tally = new Tally(0);
  tally.note(show(600, { state: "playing" }));
  tally.note(show(1_000, { state: "playing", behind: 1 }));
  expect(tally.take(1_600)).toEqual([{ rendition: "source", ...NOTHING, played: 1_000, msd: 600 }]);
});

test("on a page that was open already it counts from when the stage began", () => {
  const tally = new Tally(null);
  tally.note(show(60_000, {}));
  tally.note(show(90_000, { state: "starting" }));
  tally.note(show(90_700, { state: "playing" }));
  expect(tally.take(91_000)[0]?.msd).toBe(700);
});

test("each rendition has its own time", () => {
  const tally = new Tally(null);
  tally.note(show(0, playing("source")));
  tally.note(show(3_000, playing("480p")));
  tally.note(show(5_000, { ...playing("480p"), listening: true }));
  tally.late(800);
  expect(tally.take(9_000)).toEqual([
    { rendition: "source", ...NOTHING, played: 3_000 },
    { rendition: "480p", ...NOTHING, played: 2_000 },
    { rendition: "audio", ...NOTHING, played: 4_000, ltc: 800 },
  ]);
});

test("what stands still because its viewer or its artist went elsewhere has not stalled", () => {
  const tally = new Tally(null);
  tally.note(show(0, { state: "playing" }));
  tally.note(show(1_000, { state: "stalled" }, true));
  tally.note(show(2_000, { state: "playing" }));
  tally.note(show(3_000, { state: "stalled" }));
  tally.interrupt(5_000, true);
  tally.note(show(25_000, { state: "playing" }));
  tally.interrupt(25_000, false);
  tally.note(show(26_000, { source: "replay", state: "stalled" }));
  tally.note(show(40_000, { source: "replay", state: "playing" }));
  const [sums] = tally.take(50_000);
  expect(sums).toEqual({ rendition: "source", ...NOTHING, played: 3_000 });
});

test("ten seconds without a picture are a failure, once, and a stall that goes on as the page is left is one", () => {
  const tally = new Tally(null);
  tally.note(show(0, { state: "playing" }));
  tally.note(show(1_000, { state: "stalled" }));
  expect(tally.take(9_000)).toMatchObject([{ played: 1_000, stalls: 0, failures: 0 }]);
  expect(tally.take(12_000)).toMatchObject([{ failures: 1 }]);
  expect(tally.take(20_000)).toEqual([]);
  expect(tally.take(21_000, true)).toMatchObject([{ stalls: 1, bsd: 20_000, failures: 0 }]);
});

test("a first picture that never comes is a failure and no stall", () => {
  const tally = new Tally(0);
  tally.note(show(200, { state: "starting" }));
  expect(tally.take(15_000, true)).toEqual([{ rendition: "source", ...NOTHING, failures: 1 }]);
});

test("nobody is late who has gone back, and no clock is believed that cannot be", () => {
  const tally = new Tally(null);
  tally.note(show(0, { state: "playing", behind: 30 }));
  tally.late(30_000);
  tally.note(show(1_000, { state: "playing" }));
  tally.late(-5);
  tally.late(10_000_000);
  expect(tally.take(2_000)[0]?.ltc).toBeUndefined();
});
