import type { ChatMessage } from "./messages";
import { merge, placeOf, type Room, type RoomNews, without } from "./store";

/** Rows that are shown, at most: to whoever reads what comes, and to whoever reads back. */
export const MOST_FOLLOWED = 150;
export const MOST_READ = 300;
/** Rows that are added at once. */
const STEP = 50;
/** Messages that are asked for at once, and how few are left of them when the next are. */
const PAGE = 100;
const FEW = 20;
/** So much later than the picture a row may be before it is taken away again: pictures tremble; ms. */
const TREMBLE_MS = 1_500;
/** A picture that moves on by more than this between two looks has been moved; ms. */
const JUMP_MS = 5_000;
/** After a page that could not be had; ms. */
const AGAIN_MS = 3_000;

/** Which messages: the last before a number, the first after it, the last that were said until then (RFC 3339). */
export interface Query {
  limit: number;
  before?: number;
  after?: number;
  until?: string;
}
export type Load = (query: Query) => Promise<readonly ChatMessage[]>;

/**
 * When what is on the screen was sent, ms since 1970. Null: there is no picture to wait for; undefined: that is not
 * known just now, and all stays as it is.
 */
export type ReadDate = () => number | null | undefined;

export interface Reading {
  /** Of the room, one after another, as far as the picture has come. */
  rows: readonly ChatMessage[];
  /** What this page has said and its picture has yet to come to. */
  own: readonly ChatMessage[];
  /** What comes is shown as it comes. */
  following: boolean;
  /** Messages that have come since, for whoever reads back; at least. */
  news: number;
  /** The first row is the room's first word. */
  whole: boolean;
  loading: boolean;
  /** What was before, or there, could not be had. */
  failed: boolean;
}

const NOTHING: Reading = {
  rows: [],
  own: [],
  following: true,
  news: 0,
  whole: false,
  loading: false,
  failed: false,
};

/**
 * The stretch of a room that a page shows: it grows as the picture comes to what was said, stands still while somebody
 * reads back, and leads to the first word. What the room does not keep in memory is loaded.
 */
export class Reader {
  state = NOTHING;
  readonly #room: Room;
  readonly #load: Load;
  readonly #readDate: ReadDate;
  readonly #listeners = new Set<() => void>();
  /** What was loaded and follows the rows, and whether that is all there was. */
  #ahead: readonly ChatMessage[] = [];
  #end = false;
  /** Until when what was said is shown; ms since 1970, Infinity: all of it. */
  #limit = Number.POSITIVE_INFINITY;
  #begun = false;
  /** The last that was shown. */
  #seen = -1;
  /** What is asked for, counted: an answer to another question is not wanted any more. */
  #turn = 0;
  #triedAt = 0;

  constructor(room: Room, load: Load, readDate: ReadDate = () => null) {
    this.#room = room;
    this.#load = load;
    this.#readDate = readDate;
  }

  /** Calls `listener` after every change of `state`; the answer undoes it. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Hears of the room for as long as somebody looks; the answer undoes it. */
  start(): () => void {
    this.look();
    return this.#room.subscribe((news) => this.#hear(news));
  }

  /** Shows what the picture has come to. `now`: milliseconds, any origin. */
  look(now = performance.now()): void {
    const date = this.#readDate();
    if (date === undefined) return;
    const limit = date ?? Number.POSITIVE_INFINITY;
    const jumped = limit - this.#limit > JUMP_MS && Number.isFinite(limit);
    this.#limit = limit;
    if (this.#room.state.shape === null) return;
    if (this.#begun) this.#cut();
    if (!this.#begun || (jumped && this.state.following && !this.#isTold())) this.#goToEnd();
    else if (this.state.following) this.#follow(now);
    this.#count();
  }

  /** The name of somebody who has spoken, as far as that is in memory. */
  nameOf(account: string): string | undefined {
    const said = (row: ChatMessage) => row.account?.id === account;
    return (this.#room.state.rows.findLast(said) ?? this.state.rows.findLast(said))?.account?.display_name;
  }

  /** Somebody reads back: what comes is counted, and waits. */
  readonly hold = (): void => {
    if (this.state.following) this.#show({ following: false });
  };

  /** To the end, as far as the picture is. */
  readonly catchUp = (): void => {
    const next = this.#findNext();
    if (this.#isTold() && next.length <= MOST_FOLLOWED) {
      this.#show({ following: true });
      this.#append(next, MOST_FOLLOWED);
    } else this.#goToEnd();
    this.#count();
  };

  /** More of what was before the first row. */
  readonly readEarlier = async (): Promise<void> => {
    const first = this.state.rows[0];
    if (first === undefined || this.state.whole || this.state.loading) return;
    const known = this.#room.state.rows;
    const at = placeOf(known, first.seq);
    if (at > 0) return this.#prepend(known.slice(Math.max(0, at - STEP), at));
    const found = await this.#ask({ before: first.seq, limit: STEP });
    if (found === null) return;
    this.#show({ whole: found.length < STEP });
    this.#prepend(found);
  };

  /** More of what is after the last row, for whoever reads back; at the end they follow again. */
  readonly readLater = async (): Promise<void> => {
    if (this.state.following || this.state.loading) return;
    if (this.#findNext().length === 0 && !this.#isTold() && !this.#end) await this.#loadAhead();
    const next = this.#findNext().slice(0, STEP);
    this.#append(next, MOST_READ);
    if (next.length < STEP && !this.state.failed) this.#show({ following: true });
    this.#count();
  };

  /** Shows what this page has just said, wherever its picture is. */
  say(message: ChatMessage): void {
    this.#show({ own: [...this.state.own, message].slice(-5) });
    this.#room.add(message);
  }

  #hear({ messages, removed }: RoomNews): void {
    this.#ahead = this.#takeIn(this.#ahead, messages, removed);
    this.#end = false;
    const [rows, own] = [this.state.rows, this.state.own];
    this.#show({ rows: this.#takeIn(rows, messages, removed), own: this.#takeIn(own, messages, removed) });
    this.look();
  }

  /** Rows without what was removed, with what has changed of them or belongs among them. */
  #takeIn(rows: readonly ChatMessage[], messages: readonly ChatMessage[], removed: readonly string[]) {
    const last = rows.at(-1)?.seq ?? -1;
    const known = messages.filter(({ seq }) => seq <= last);
    return merge(without(rows, removed), known, this.#room.state.removed);
  }

  /** The rows lie where the room's memory reaches on. */
  #isTold(): boolean {
    const { rows, seq, whole } = this.#room.state;
    const [last, first] = [this.state.rows.at(-1), rows[0]];
    if (seq === null) return false;
    if (whole) return true;
    return last !== undefined && (first === undefined || first.seq <= last.seq);
  }

  /** What follows the rows and is due, as far as it is here. */
  #findNext(): readonly ChatMessage[] {
    const last = this.state.rows.at(-1)?.seq ?? -1;
    const source = this.#isTold() ? this.#room.state.rows : this.#ahead;
    const begin = placeOf(source, last + 1);
    let end = begin;
    while (end < source.length && this.#isDue(source[end])) end += 1;
    return source.slice(begin, end);
  }

  #isDue(message: ChatMessage | undefined, grace = 0): boolean {
    return message !== undefined && Date.parse(message.at) <= this.#limit + grace;
  }

  /** The picture has gone back. */
  #cut(): void {
    const { rows } = this.state;
    let end = rows.length;
    while (end > 0 && !this.#isDue(rows[end - 1], TREMBLE_MS)) end -= 1;
    if (end === rows.length) return;
    this.#ahead = [];
    this.#end = false;
    this.#seen = -1;
    this.#show({ rows: rows.slice(0, end), following: true });
    if (end < FEW && !this.state.whole) this.#goToEnd();
  }

  #follow(now: number): void {
    const next = this.#findNext();
    this.#append(next, MOST_FOLLOWED);
    if (this.#isTold()) return;
    const left = this.#ahead.length - placeOf(this.#ahead, (this.state.rows.at(-1)?.seq ?? -1) + 1);
    // The picture is where the room's memory is, and the rows are not.
    const lost = left === 0 && this.#isDue(this.#room.state.rows[0]);
    if (lost) this.#goToEnd();
    if (lost || left >= FEW || this.#end || this.state.loading) return;
    if (this.state.failed && now - this.#triedAt < AGAIN_MS) return;
    this.#triedAt = now;
    void this.#loadAhead();
  }

  /** The last rows until where the picture is, from memory or loaded. */
  #goToEnd(): void {
    this.#begun = true;
    this.#ahead = [];
    this.#end = false;
    const { rows: known, whole } = this.#room.state;
    const due = known.findLastIndex((message) => this.#isDue(message)) + 1;
    if (due > 0 || whole) {
      const first = Math.max(0, due - MOST_FOLLOWED);
      this.#turn += 1;
      this.#show({
        rows: known.slice(first, due),
        following: true,
        whole: whole && first === 0,
        loading: false,
      });
      return;
    }
    this.#show({ following: true, whole: false });
    void this.#loadEnd();
  }

  async #loadEnd(): Promise<void> {
    const until = Number.isFinite(this.#limit) ? { until: new Date(this.#limit).toISOString() } : {};
    const found = await this.#ask({ ...until, limit: PAGE });
    if (found === null) return;
    this.#show({ rows: found, whole: found.length < PAGE });
    this.look();
  }

  async #loadAhead(): Promise<void> {
    const last = this.state.rows.at(-1)?.seq ?? -1;
    const left = this.#ahead.slice(placeOf(this.#ahead, last + 1));
    const found = await this.#ask({ after: Math.max(0, last, left.at(-1)?.seq ?? 0), limit: PAGE });
    if (found === null) return;
    this.#ahead = [...left, ...found];
    this.#end = found.length < PAGE;
    this.look();
  }

  /** The messages, but for those that were removed meanwhile; null: they cannot be had, or are not wanted any more. */
  async #ask(query: Query): Promise<readonly ChatMessage[] | null> {
    const turn = ++this.#turn;
    this.#show({ loading: true, failed: false });
    try {
      const found = await this.#load(query);
      if (turn !== this.#turn) return null;
      this.#show({ loading: false });
      return found.filter(({ id }) => !this.#room.state.removed.has(id));
    } catch {
      if (turn === this.#turn) this.#show({ loading: false, failed: true });
      return null;
    }
  }

  #prepend(found: readonly ChatMessage[]): void {
    const rows = [...found, ...this.state.rows];
    if (rows.length > MOST_READ) {
      this.#ahead = [];
      this.#end = false;
    }
    this.#show({ rows: rows.slice(0, MOST_READ), following: false });
    this.#count();
  }

  #append(next: readonly ChatMessage[], most: number): void {
    if (next.length === 0) return;
    const rows = [...this.state.rows, ...next];
    const whole = this.state.whole && rows.length <= most;
    this.#show({ rows: rows.slice(-most), whole });
  }

  #count(): void {
    const { rows, following, own } = this.state;
    const last = rows.at(-1)?.seq ?? -1;
    if (following) this.#seen = last;
    // What the room keeps, or was loaded, of what was not shown yet.
    const source = this.#isTold() || this.#ahead.length === 0 ? this.#room.state.rows : this.#ahead;
    let news = 0;
    if (!following)
      for (let at = source.length - 1; at >= 0 && (source[at]?.seq ?? 0) > this.#seen; at -= 1)
        if (this.#isDue(source[at])) news += 1;
    const waiting = own.filter(({ seq }) => seq > last);
    this.#show({ news, own: waiting.length === own.length ? own : waiting });
  }

  #show(change: Partial<Reading>): void {
    const names = Object.keys(change) as (keyof Reading)[];
    if (names.every((name) => change[name] === this.state[name])) return;
    this.state = { ...this.state, ...change };
    for (const listener of this.#listeners) listener();
  }
}
