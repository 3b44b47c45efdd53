import { applyFrame, type Board, EMPTY_BOARD } from "./board";
import { isKnown, parseObject } from "./frames";
import { type Effect, IDLE_LINK, type Input, type Link, step, type TimerName } from "./link";
import { serverClock } from "./serverClock";

export interface ChannelState {
  board: Board;
  link: Link;
}

/** Asks over HTTP what the channel would have told, while it cannot be reached: the board as of now. */
export type Poll = (board: Board, signal: AbortSignal) => Promise<(board: Board) => Board>;

/** What a socket tells besides, where its address asks for it: the chat, the applause. */
export interface Extra {
  /** What `?with=` names to hear it, e.g. `chat`. */
  readonly topics: readonly string[];
  /** The `type` of its frames. */
  readonly types: readonly string[];
  /** What the address says besides, so that the next socket goes on where this one was. */
  resume(): Readonly<Record<string, string>>;
  /** Takes a frame; false: something before it is missing, and the socket is opened anew. */
  hear(frame: { type: string }): boolean;
}

export interface ChannelOptions {
  /** Path and query on the page's own server, e.g. `/ws/livestreams`, or a whole address. */
  address: string;
  poll?: Poll;
  /** Topics whose code comes later: what they tell until it does is kept for it. */
  topics?: readonly string[];
  /** Subprotocols that each new socket names: in a browser they are what it can show instead of a cookie. */
  protocols?: () => string[];
  /** For tests. */
  random?: () => number;
  now?: () => number;
}

/** Frames of extras that are kept for code which is on its way. */
const MOST_UNHEARD = 64;

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
  readonly #extras = new Set<Extra>();
  readonly #topics: Set<string>;
  /** What the socket that is open, or opening, was asked for, and still has somebody to hear it, or soon. */
  #asked = new Set<string>();
  #unheard: { type: string }[] = [];

  constructor(options: ChannelOptions) {
    this.#options = options;
    this.#topics = new Set(options.topics);
  }

  /** Calls `listener` after every change of `state`; the answer undoes it. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Has the socket tell this too, from now on; a socket that was not asked for it is opened anew. */
  readonly attach = (extra: Extra): (() => void) => {
    this.#extras.add(extra);
    for (const topic of extra.topics) this.#topics.add(topic);
    const missing = extra.topics.some((topic) => !this.#asked.has(topic));
    const kept = this.#unheard.filter(({ type }) => extra.types.includes(type));
    this.#unheard = this.#unheard.filter(({ type }) => !extra.types.includes(type));
    if (missing || !kept.every((frame) => extra.hear(frame))) this.#reopen();
    return () => {
      this.#extras.delete(extra);
      // The next socket is not asked for what nobody here hears any more, and whoever hears it again begins with a new one.
      const wanted = new Set([...this.#extras].flatMap(({ topics }) => topics));
      for (const topic of extra.topics) {
        if (wanted.has(topic)) continue;
        this.#topics.delete(topic);
        this.#asked.delete(topic);
      }
    };
  };

  /** Says something to the server, which few sockets may; false: nobody is there to hear it. */
  readonly send = (what: object): boolean => {
    if (this.state.link.phase !== "open") return false;
    this.#socket?.send(JSON.stringify(what));
    return true;
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

  #reopen(): void {
    const { phase } = this.state.link;
    if (phase === "open" || phase === "connecting") this.#take({ type: "networked" });
  }

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
    const socket = new WebSocket(this.#url(), this.#options.protocols?.() ?? []);
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
    this.#asked = new Set(this.#topics);
    this.#unheard = [];
    if (this.#asked.size > 0) url.searchParams.set("with", [...this.#asked].join(","));
    for (const extra of this.#extras)
      for (const [name, value] of Object.entries(extra.resume())) url.searchParams.set(name, value);
    return url.href;
  }

  #hear(text: string): void {
    const frame = parseObject(text);
    const goodbye =
      frame !== null && isKnown(frame) && frame.type === "goodbye" ? { goodbye: frame.reconnect_in_ms } : {};
    this.#take({ type: "heard", ...goodbye });
    if (frame === null || this.#hearExtra(frame) || !isKnown(frame)) return;
    if ("at" in frame) serverClock.note(frame.at, performance.now());
    this.#show(applyFrame(this.state.board, frame));
  }

  /** True: it was an extra's, or may be that of one which is still to come. */
  #hearExtra(frame: { type: string }): boolean {
    let heard = false;
    for (const extra of this.#extras) {
      if (!extra.types.includes(frame.type)) continue;
      heard = true;
      if (!extra.hear(frame)) this.#reopen();
    }
    if (heard || !this.#asked.has(frame.type)) return heard;
    this.#unheard.push(frame);
    // The first of too many is missed by whoever comes, and asked for again.
    if (this.#unheard.length > MOST_UNHEARD) this.#unheard.shift();
    return true;
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
