// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { applyStatus } from "./board";
import { Channel } from "./channel";
import { sampleLivestream } from "./sample";

class FakeSocket {
  static all: FakeSocket[] = [];
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: string }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;
  closed = false;
  readonly url: string;

  constructor(url: string) {
    this.url = url;
    FakeSocket.all.push(this);
  }

  close() {
    this.closed = true;
  }

  say(frame: object) {
    this.onmessage?.({ data: JSON.stringify(frame) });
  }
}

const snapshot = { type: "snapshot", epoch: "e", seq: 5, at: "2026-01-01T00:00:00Z" };
const newest = () => FakeSocket.all.at(-1) as FakeSocket;

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("WebSocket", FakeSocket);
  FakeSocket.all = [];
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function open(poll = vi.fn()) {
  const channel = new Channel({ address: "/ws/livestreams/one", poll, random: () => 0.5 });
  channel.start();
  newest().onopen?.();
  newest().say({ ...snapshot, livestream: sampleLivestream() });
  return channel;
}

test("a dropped socket resumes from the last transition", () => {
  const channel = open();
  newest().say({
    ...snapshot,
    type: "livestream.live",
    seq: 8,
    livestream: sampleLivestream({ status: "live" }),
  });
  newest().onclose?.({ code: 1006 });
  vi.advanceTimersByTime(500);
  expect(FakeSocket.all).toHaveLength(2);
  expect(new URL(newest().url).search).toBe("?epoch=e&seq=8");
  channel.stop();
});

test("a refused channel is left alone", () => {
  const channel = open();
  newest().onclose?.({ code: 4403 });
  vi.advanceTimersByTime(600_000);
  expect(FakeSocket.all).toHaveLength(1);
  expect(channel.state.link).toMatchObject({ phase: "refused", code: 4403 });
});

test("who leaves keeps what was told, and goes on from there", () => {
  const channel = open();
  channel.leave();
  expect(newest().closed).toBe(true);
  vi.advanceTimersByTime(600_000);
  expect(FakeSocket.all).toHaveLength(1);
  expect(channel.state.board.livestreams.size).toBe(1);
  channel.retry();
  expect(new URL(newest().url).search).toBe("?epoch=e&seq=5");
  channel.stop();
});

test("what an abandoned socket still says is not heard", () => {
  const channel = open();
  const first = newest();
  vi.advanceTimersByTime(40_000);
  expect(first.closed).toBe(true);
  first.say({
    ...snapshot,
    type: "livestream.live",
    seq: 9,
    livestream: sampleLivestream({ status: "live" }),
  });
  expect(channel.state.board.livestreams.get("one")?.status).toBe("scheduled");
  channel.stop();
});

test("polling speaks only while the socket cannot be had", async () => {
  const status = {
    id: "one",
    status: "live" as const,
    live: true,
    viewer_count: 2,
    started_at: null,
    ended_at: null,
    interrupted_until: null,
    hls_url: "/x",
    replay: null,
    epoch: "e",
    seq: 9,
  };
  const poll = vi.fn(() =>
    Promise.resolve((board: Parameters<typeof applyStatus>[0]) => applyStatus(board, status)),
  );
  const channel = open(poll);
  await vi.advanceTimersByTimeAsync(20_000);
  expect(poll).not.toHaveBeenCalled();
  newest().onclose?.({ code: 1006 });
  await vi.advanceTimersByTimeAsync(2_000);
  expect(poll).toHaveBeenCalledTimes(1);
  expect(channel.state.board.livestreams.get("one")?.status).toBe("live");
  newest().onopen?.();
  await vi.advanceTimersByTimeAsync(30_000);
  expect(poll).toHaveBeenCalledTimes(1);
  channel.stop();
});

test("listeners hear of changes, not of pings", () => {
  const channel = open();
  const listener = vi.fn();
  const undo = channel.subscribe(listener);
  newest().say({ type: "ping" });
  expect(listener).not.toHaveBeenCalled();
  newest().say({
    type: "livestream.viewers",
    livestream_id: "one",
    viewer_count: 3,
    at: "2026-01-01T00:00:01Z",
  });
  expect(listener).toHaveBeenCalledTimes(1);
  undo();
  channel.stop();
});

test("an answer in a language not spoken here is skipped", () => {
  const channel = open();
  newest().onmessage?.({ data: "not json" });
  newest().say({ type: "livestream.reactions", count: 3 });
  expect(channel.state.link.phase).toBe("open");
  channel.stop();
});

/** Hears frames of a kind, and says whether all was well. */
function listen(type: string, ok = () => true) {
  const heard: object[] = [];
  const hear = (frame: { type: string }) => {
    heard.push(frame);
    return ok();
  };
  return { extra: { topics: [type], types: [type], resume: () => ({ [`${type}_seq`]: "7" }), hear }, heard };
}

test("what is attached before the start is asked for, and goes on where it was", () => {
  const channel = new Channel({ address: "/ws/livestreams/one" });
  channel.attach(listen("chat").extra);
  channel.start();
  expect(new URL(newest().url).search).toBe("?with=chat&chat_seq=7");
  channel.stop();
});

test("what is attached later has the socket opened anew, once", () => {
  const channel = open();
  const { extra, heard } = listen("chat");
  channel.attach(extra);
  channel.attach(listen("chat").extra);
  vi.advanceTimersByTime(500);
  expect(FakeSocket.all).toHaveLength(2);
  expect(new URL(newest().url).searchParams.get("with")).toBe("chat");
  newest().onopen?.();
  newest().say({ type: "chat", seq: 8 });
  expect(heard).toEqual([{ type: "chat", seq: 8 }]);
  channel.stop();
});

test("what is told before its code is there is kept for it", () => {
  const channel = new Channel({ address: "/ws/livestreams/one", topics: ["chat"] });
  channel.start();
  newest().onopen?.();
  newest().say({ type: "chat", seq: 1 });
  newest().say({ type: "applause", level: 1 });
  const { extra, heard } = listen("chat");
  channel.attach(extra);
  expect(heard).toEqual([{ type: "chat", seq: 1 }]);
  expect(FakeSocket.all).toHaveLength(1);
  channel.stop();
});

test("who misses something has the socket opened anew", () => {
  const channel = new Channel({ address: "/ws/livestreams/one", random: () => 0.5 });
  channel.attach(listen("chat", () => false).extra);
  channel.start();
  newest().onopen?.();
  newest().say({ type: "chat", seq: 9 });
  vi.advanceTimersByTime(500);
  expect(FakeSocket.all).toHaveLength(2);
  channel.stop();
});

test("only an open socket takes something to send", () => {
  const channel = new Channel({ address: "/ws/livestreams/one" });
  channel.start();
  expect(channel.send({ type: "applaud", count: 1 })).toBe(false);
  const sent: string[] = [];
  Object.assign(newest(), { send: (text: string) => sent.push(text) });
  newest().onopen?.();
  expect(channel.send({ type: "applaud", count: 1 })).toBe(true);
  expect(sent).toEqual(['{"type":"applaud","count":1}']);
  channel.stop();
});

test("what nobody hears any more is not asked for by the next socket", () => {
  const channel = new Channel({ address: "/ws/livestreams/one", random: () => 0.5 });
  const detach = channel.attach(listen("chat").extra);
  channel.attach(listen("applause").extra);
  channel.start();
  newest().onopen?.();
  detach();
  newest().onclose?.({ code: 1006 });
  vi.advanceTimersByTime(500);
  expect(new URL(newest().url).searchParams.get("with")).toBe("applause");
  channel.stop();
});

test("who hears again what nobody heard meanwhile is told its beginning by a new socket", () => {
  const channel = open();
  const detach = channel.attach(listen("chat").extra);
  vi.advanceTimersByTime(500);
  newest().onopen?.();
  newest().say({ type: "chat", seq: 8 });
  detach();
  newest().say({ type: "chat", seq: 9 });
  expect(FakeSocket.all).toHaveLength(2);
  const { extra, heard } = listen("chat");
  channel.attach(extra);
  expect(heard).toEqual([]);
  vi.advanceTimersByTime(500);
  expect(FakeSocket.all).toHaveLength(3);
  expect(new URL(newest().url).searchParams.get("with")).toBe("chat");
  channel.stop();
});
