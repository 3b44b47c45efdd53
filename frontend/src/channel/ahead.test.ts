import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { findChannel, keepChannel, openAhead } from "./ahead";
import type { Channel } from "./channel";

const poll = async () => (board: Channel["state"]["board"]) => board;

class Socket {
  static open = new Set<Socket>();
  constructor() {
    Socket.open.add(this);
  }
  close() {
    Socket.open.delete(this);
  }
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("WebSocket", Socket);
  vi.stubGlobal("location", { href: "http://localhost/" });
});

afterEach(() => {
  keepChannel(null);
  Socket.open.clear();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

test("a page takes over the channel that was opened for it, however often it looks", () => {
  const channel = openAhead("/ws/livestreams/a", poll);
  expect(findChannel("/ws/livestreams/a")).toBe(channel);
  expect(findChannel("/ws/livestreams/a")).toBe(channel);
  keepChannel(channel);
  vi.advanceTimersByTime(60_000);
  expect(findChannel("/ws/livestreams/a")).toBeNull();
  expect(channel.state.link.phase).not.toBe("idle");
});

test("another page closes it", () => {
  const channel = openAhead("/ws/livestreams/a", poll);
  expect(findChannel("/ws/livestreams")).toBeNull();
  keepChannel(null);
  expect(Socket.open.size).toBe(0);
  expect(channel.state.link.phase).toBe("idle");
});

test("a page that never shows leaves no viewer behind", () => {
  openAhead("/ws/livestreams/a", poll);
  expect(Socket.open.size).toBe(1);
  vi.advanceTimersByTime(10_000);
  expect(Socket.open.size).toBe(0);
});

test("there is one page at a time", () => {
  openAhead("/ws/livestreams/a", poll);
  const second = openAhead("/ws/livestreams/b", poll);
  expect(findChannel("/ws/livestreams/a")).toBeNull();
  expect(findChannel("/ws/livestreams/b")).toBe(second);
  expect(Socket.open.size).toBe(1);
  vi.advanceTimersByTime(10_000);
  expect(Socket.open.size).toBe(0);
});
