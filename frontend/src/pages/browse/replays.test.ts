import { expect, test } from "vitest";
import { applyFrame, applyList, EMPTY_BOARD } from "../../channel/board";
import { sampleLivestream, sampleReplay } from "../../channel/sample";
import { arrangeReplays, countOwed, findPoster } from "./replays";

const at = "2026-01-01T00:00:00.000Z";
const over = (id: string, hour: number, change = {}) =>
  sampleLivestream({
    id,
    status: "ended",
    ended_at: `2026-01-01T${String(hour).padStart(2, "0")}:00:00.000Z`,
    replay: sampleReplay(),
    ...change,
  });
const ids = (livestreams: { id: string }[]) => livestreams.map(({ id }) => id);

test("what can be watched again stands from what ended last", () => {
  expect(ids(arrangeReplays(EMPTY_BOARD, [over("b", 3), over("a", 9), over("c", 1)]))).toEqual([
    "a",
    "b",
    "c",
  ]);
});

test("a replay that is told of is there, and one that is told to be gone is not", () => {
  const known = [over("kept", 1), over("gone", 2), over("deleted", 3), over("again", 4)];
  const told = [
    { type: "livestream.replay_ready" as const, livestream: over("new", 5) },
    {
      type: "livestream.updated" as const,
      livestream: over("gone", 2, { replay: sampleReplay({ state: "gone" }) }),
    },
    { type: "livestream.deleted" as const, livestream: over("deleted", 3) },
    {
      type: "livestream.scheduled" as const,
      livestream: over("again", 4, { status: "scheduled", ended_at: null }),
    },
  ];
  const board = told.reduce(
    (now, frame, seq) => applyFrame(now, { ...frame, epoch: "e", seq: seq + 1, at }),
    EMPTY_BOARD,
  );
  expect(ids(arrangeReplays(board, known))).toEqual(["new", "kept"]);
});

test("what is being written, was put away or is its artist's alone is not there", () => {
  const shows = [
    over("recording", 1, { replay: sampleReplay({ state: "recording" }) }),
    over("nothing", 2, { replay: null }),
    over("archived", 3, { status: "archived" }),
    over("private", 4, { replay: sampleReplay({ visibility: "private" }) }),
    over("partial", 5, { replay: sampleReplay({ state: "partial" }) }),
  ];
  expect(ids(arrangeReplays(applyList(EMPTY_BOARD, shows), shows))).toEqual(["partial"]);
});

test("what takes tokens says how many, and shows no picture", () => {
  const still_url = "/live/r1/still.jpg?v=600";
  const shows = [
    over("open", 1, { still_url }),
    over("gated", 2, { still_url, token_gate_amount: 5 }),
    over("holders", 3, { still_url, replay: sampleReplay({ visibility: "holders" }) }),
  ];
  expect(shows.map((one) => [countOwed(one), findPoster(one)])).toEqual([
    [0, still_url],
    [5, null],
    [1, null],
  ]);
});
