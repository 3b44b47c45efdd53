import { describe, expect, test } from "vitest";
import { sampleClip } from "../clips/sample";
import { applyFrame, applyList, applyStatus, type Board, EMPTY_BOARD } from "./board";
import type { Frame, TransitionType } from "./frames";
import { sampleLivestream } from "./sample";

const at = (second: number) => `2026-01-01T00:00:${String(second).padStart(2, "0")}.000Z`;

function transition(type: TransitionType, seq: number, change = {}): Frame {
  return { type, epoch: "e", seq, at: at(seq), livestream: sampleLivestream(change) } as Frame;
}

const begun: Board = applyFrame(EMPTY_BOARD, {
  type: "snapshot",
  epoch: "e",
  seq: 5,
  at: at(5),
  livestream: sampleLivestream(),
});

const one = (board: Board) => board.livestreams.get("one");

describe("transitions", () => {
  test("a later one replaces the livestream and moves the cursor", () => {
    const board = applyFrame(begun, transition("livestream.live", 6, { status: "live" }));
    expect(one(board)?.status).toBe("live");
    expect(board.cursor).toEqual({ epoch: "e", seq: 6 });
  });

  test("one already seen changes nothing, not even the object", () => {
    const live = applyFrame(begun, transition("livestream.live", 6, { status: "live" }));
    expect(applyFrame(live, transition("livestream.updated", 6))).toBe(live);
    expect(applyFrame(live, transition("livestream.scheduled", 3))).toBe(live);
  });

  test("one of another epoch counts from anew", () => {
    const frame = { ...transition("livestream.live", 1, { status: "live" }), epoch: "f" } as Frame;
    expect(applyFrame(begun, frame).cursor).toEqual({ epoch: "f", seq: 1 });
  });

  test("a deleted livestream leaves and is remembered as deleted", () => {
    const board = applyFrame(begun, transition("livestream.deleted", 6));
    expect(one(board)).toBeUndefined();
    expect(board.deleted.has("one")).toBe(true);
  });

  test("a marker is known until the next snapshot, which has its reader ask for all", () => {
    const marker = { id: "m", livestream_id: "one", at: 5, title: "The chorus", created_at: at(6) };
    const frame = { ...transition("livestream.marker", 6), livestream_id: "one", marker, removed: false };
    const board = applyFrame(begun, frame as Frame);
    expect(board.marked.get("m")).toEqual({ marker, removed: false });
    expect(applyFrame(board, transition("livestream.live", 7)).marked).toBe(board.marked);
    const anew = applyList(board, [sampleLivestream()]);
    expect([anew.marked.size, anew.version]).toEqual([0, board.version + 1]);
  });

  test("a new livestream joins the list", () => {
    const board = applyFrame(begun, transition("livestream.scheduled", 6, { id: "two" }));
    expect([...board.livestreams.keys()]).toEqual(["one", "two"]);
  });
});

test("clips are heard of until the next snapshot, those that are taken away as gone", () => {
  const clip = sampleClip();
  const made = { ...transition("clip.created", 6), livestream_id: "one", clip } as Frame;
  const board = applyFrame(begun, made);
  expect([...board.clips]).toEqual([[clip.id, clip]]);
  expect(board.cursor?.seq).toBe(6);
  const removed = { ...transition("clip.removed", 7), livestream_id: "one", clip_id: clip.id } as Frame;
  expect([...applyFrame(board, removed).clips]).toEqual([[clip.id, null]]);
  const snapshot = { type: "snapshot", epoch: "e", seq: 8, at: at(8), livestreams: [] } as unknown as Frame;
  expect(applyFrame(board, snapshot).clips.size).toBe(0);
});

describe("what the platform says of itself", () => {
  const words = "Redis cannot be reached.";
  const degraded = applyFrame(begun, {
    type: "platform.degraded",
    at: at(1),
    code: "bus_away",
    message: words,
  });

  test("stays until it is well again", () => {
    expect(degraded.degraded).toMatchObject({ code: "bus_away", message: words });
    expect(applyFrame(degraded, { type: "platform.restored", at: at(2) }).degraded).toBeNull();
  });

  test("is forgotten with a snapshot, after which a server with trouble says so again", () => {
    const snapshot: Frame = { type: "snapshot", epoch: "e", seq: 9, at: at(9), livestreams: [] };
    expect(applyFrame(degraded, snapshot).degraded).toBeNull();
  });
});

describe("counts", () => {
  const viewers = (viewer_count: number, second: number): Frame => ({
    type: "livestream.viewers",
    livestream_id: "one",
    viewer_count,
    at: at(second),
  });

  test("the newest wins, whatever the order of arrival", () => {
    const board = applyFrame(applyFrame(begun, viewers(7, 9)), viewers(3, 8));
    expect(one(board)?.viewer_count).toBe(7);
  });

  test("an older transition does not bring an older count back", () => {
    const board = applyFrame(
      applyFrame(begun, viewers(7, 20)),
      transition("livestream.live", 6, { viewer_count: 1 }),
    );
    expect(one(board)?.viewer_count).toBe(7);
  });

  test("while live the peak follows at once", () => {
    const live = applyFrame(begun, transition("livestream.live", 6, { status: "live" }));
    const board = applyFrame(applyFrame(live, viewers(9, 9)), viewers(2, 10));
    expect(one(board)).toMatchObject({ viewer_count: 2, peak_viewer_count: 9 });
  });

  test("of an unknown livestream is ignored", () => {
    const frame: Frame = { type: "livestream.viewers", livestream_id: "two", viewer_count: 1, at: at(9) };
    expect(applyFrame(begun, frame)).toBe(begun);
  });
});

describe("polling", () => {
  const status = {
    id: "one",
    status: "live" as const,
    live: true,
    viewer_count: 4,
    started_at: at(6),
    ended_at: null,
    interrupted_until: null,
    hls_url: "/live.m3u8",
    replay: null,
    epoch: "e",
    seq: 9,
  };

  test("a newer status shows, and the next connection starts afresh", () => {
    const board = applyStatus(begun, status);
    expect(one(board)).toMatchObject({ status: "live", hls_url: "/live.m3u8", viewer_count: 4 });
    expect(board.cursor).toBeNull();
  });

  test("a page that polls sees the publisher lost, and back", () => {
    const lost = applyStatus(begun, { ...status, interrupted_until: at(36) });
    expect(one(lost)).toMatchObject({ status: "live", interrupted_until: at(36) });
    expect(one(applyStatus(lost, { ...status, seq: 10 }))?.interrupted_until).toBeNull();
  });

  test("a status no newer than the channel only brings its count", () => {
    const board = applyStatus(begun, { ...status, seq: 5 });
    expect(one(board)).toMatchObject({ status: "scheduled", viewer_count: 4 });
    expect(board.cursor).toEqual({ epoch: "e", seq: 5 });
  });

  test("a wrong clock here never shuts out later counts", () => {
    const viewers: Frame = { type: "livestream.viewers", livestream_id: "one", viewer_count: 9, at: at(1) };
    expect(one(applyFrame(applyStatus(begun, status), viewers))?.viewer_count).toBe(9);
  });

  test("a list replaces the board", () => {
    const board = applyList(begun, [sampleLivestream({ id: "two" })]);
    expect([...board.livestreams.keys()]).toEqual(["two"]);
    expect(board.version).toBe(begun.version + 1);
  });
});

test("an artist's notices show whether a publisher is there and how it does", () => {
  const notice = { livestream_id: "one", at: at(6) };
  const connected = applyFrame(begun, { type: "ingest.connected", hls_url: null, ...notice });
  const healthy = applyFrame(connected, { type: "ingest.health", ...notice, health: { fps: 30 } });
  expect(one(healthy)?.publishing).toBe(true);
  expect(healthy.health.get("one")).toEqual({ fps: 30 });
  const unaware = applyFrame(begun, { type: "ingest.disconnected", ...notice });
  expect(one(applyFrame(unaware, { type: "ingest.health", ...notice, health: {} }))?.publishing).toBe(true);
  const gone = applyFrame(healthy, { type: "ingest.disconnected", ...notice });
  expect(one(gone)?.publishing).toBe(false);
  expect(gone.health.size).toBe(0);
});

describe("stills", () => {
  test("a newer picture takes the place of the one before, and of nothing else", () => {
    const still = (livestream_id: string): Frame => ({
      type: "livestream.still",
      livestream_id,
      still_url: "/live/x/still.jpg?v=2",
      at: at(9),
    });
    const board = applyFrame(begun, still("one"));
    expect(one(board)).toEqual(sampleLivestream({ still_url: "/live/x/still.jpg?v=2" }));
    expect(board.cursor).toEqual(begun.cursor);
    expect(applyFrame(board, still("other"))).toBe(board);
  });
});
