import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { connect } from "./socket";

class FakeSocket {
  static all: FakeSocket[] = [];
  onmessage: ((event: { data: string }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;
  constructor() {
    FakeSocket.all.push(this);
  }
  close() {}
}

beforeEach(() => {
  FakeSocket.all = [];
  vi.useFakeTimers();
  vi.stubGlobal("WebSocket", FakeSocket);
  vi.stubGlobal("location", { href: "http://here.test/overlay/a" });
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test("an address that opens nothing is tried again slowly, and heard again when it opens", () => {
  const refused = vi.fn();
  const hear = vi.fn();
  connect("a.b", { topics: [], hear, refused });
  FakeSocket.all[0]?.onclose?.({ code: 4404 });
  expect(refused).toHaveBeenCalledOnce();
  vi.advanceTimersByTime(29_000);
  expect(FakeSocket.all).toHaveLength(1);
  vi.advanceTimersByTime(31_000);
  expect(FakeSocket.all).toHaveLength(2);
  const frame = { type: "livestream.viewers", livestream_id: "l", viewer_count: 3, at: "" };
  FakeSocket.all[1]?.onmessage?.({ data: JSON.stringify(frame) });
  expect(hear).toHaveBeenCalledWith(frame);
});

test("a connection that is lost clears nothing away", () => {
  const refused = vi.fn();
  connect("a.b", { topics: [], hear: () => {}, refused });
  FakeSocket.all[0]?.onclose?.({ code: 1006 });
  expect(refused).not.toHaveBeenCalled();
});
