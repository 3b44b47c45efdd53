import { applyFrame, type Board, EMPTY_BOARD } from "./board";
import { parseFrame } from "./frames";
import { type Effect, IDLE_LINK, type Input, type Link, step, type TimerName } from "./link";
import { serverClock } from "./serverClock";

export interface ChannelState {
  board: Board;
  link: Link;
}

/** Asks over HTTP what the channel would have told, while it cannot be reached: the board as of now. */
export type Poll = (board: Board, signal: AbortSignal) => Promise<(board: Board) => Board>;

export interface ChannelOptions {
  /** Path and query on the page's own server, e.g. `/ws/livestreams`, or a whole address. */
  address: string;
  poll?: Poll;
  /** For tests. */
  random?: () => number;
  now?: () => number;
}

/**
 * One subscription: holds the socket, resumes it, and falls back to polling while it cannot be had.
 *
 *     const channel = new Channel({ address: "/ws/livestreams" });
 *     const undo = channel.subscribe(() => render(channel.state.board));
 *     channel.start();
 */
export class Channel {
  state: ChannelState = { board: EMPTY_BOARD, link: IDLE_LINK };

  readonly #options: ChannelOptions;
  readonly #listeners = new Set<() => void>();
  readonly #timers = new Map<TimerName, ReturnType<typeof setTimeout>>();
  #socket: WebSocket | null = null;
  #polling: AbortController | null = null;

  constructor(options: ChannelOptions) {
    this.#options = options;
  }

  /** Calls `listener` after every change of `state`; the answer undoes it. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  start(): void {
    globalThis.addEventListener?.("online", this.#reconnect);
    globalThis.document?.addEventListener("visibilitychange", this.#wake);
    this.#take({ type: "start" });
  }

  /** Tries again where it was refused. */
  readonly retry = (): void => this.#take({ type: "again" });

  /** Closes the socket until `retry`; what it told is kept. */
  readonly leave = (): void => this.#take({ type: "leave" });

  stop(): void {
    globalThis.removeEventListener?.("online", this.#reconnect);
    globalThis.document?.removeEventListener("visibilitychange", this.#wake);
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
    this.#polling?.abort();
    this.#drop();
    this.state = { ...this.state, link: IDLE_LINK };
  }

  readonly #reconnect = (): void => this.#take({ type: "networked" });

  readonly #wake = (): void => {
    if (globalThis.document?.visibilityState !== "hidden") this.#take({ type: "woke" });
  };

  #take(input: Input): void {
    const now = this.#options.now?.() ?? performance.now();
    const random = this.#options.random?.() ?? Math.random();
    const [link, effects] = step(this.state.link, input, { now, random });
    const changed = link.phase !== this.state.link.phase;
    this.state = { ...this.state, link };
    for (const effect of effects) this.#carryOut(effect);
    if (changed) this.#tell();
  }

  #carryOut(effect: Effect): void {
    switch (effect.do) {
      case "connect":
        this.#connect();
        break;
      case "drop":
        this.#drop();
        break;
      case "poll":
        void this.#poll();
        break;
      case "set":
        clearTimeout(this.#timers.get(effect.timer));
        this.#timers.set(
          effect.timer,
          setTimeout(() => this.#take({ type: "timer", name: effect.timer }), effect.ms),
        );
        break;
      case "clear":
        clearTimeout(this.#timers.get(effect.timer));
        this.#timers.delete(effect.timer);
        if (effect.timer === "poll") this.#polling?.abort();
        break;
    }
  }

  #connect(): void {
    const socket = new WebSocket(this.#url());
    this.#socket = socket;
    // A socket that was dropped may still speak; only the current one is listened to.
    socket.onopen = () => this.#socket === socket && this.#take({ type: "opened" });
    socket.onmessage = (event) => this.#socket === socket && this.#hear(String(event.data));
    socket.onclose = (event) => this.#socket === socket && this.#take({ type: "closed", code: event.code });
  }

  #url(): string {
    // Outside a page there is no location, and the address is a whole one.
    const url = new URL(this.#options.address, globalThis.location?.href);
    url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
    const { cursor } = this.state.board;
    if (cursor !== null) {
      url.searchParams.set("epoch", cursor.epoch);
      url.searchParams.set("seq", String(cursor.seq));
    }
    return url.href;
  }

  #hear(text: string): void {
    const frame = parseFrame(text);
    const goodbye = frame?.type === "goodbye" ? { goodbye: frame.reconnect_in_ms } : {};
    this.#take({ type: "heard", ...goodbye });
    if (frame !== null && "at" in frame) serverClock.note(frame.at, performance.now());
    if (frame !== null) this.#show(applyFrame(this.state.board, frame));
  }

  #show(board: Board): void {
    if (board === this.state.board) return;
    this.state = { ...this.state, board };
    this.#tell();
  }

  #drop(): void {
    const socket = this.#socket;
    this.#socket = null;
    socket?.close();
  }

  async #poll(): Promise<void> {
    this.#polling?.abort();
    this.#polling = new AbortController();
    const { signal } = this.#polling;
    try {
      const change = await this.#options.poll?.(this.state.board, signal);
      // The socket may have come back while the answer was on its way; what it says is newer.
      if (change && !signal.aborted && this.state.link.phase !== "open") this.#show(change(this.state.board));
    } catch {
      // Nothing reaches the server just now; the timer asks again.
    }
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
