import { readFollows } from "../api/calls";
import type { Follow } from "../api/types";
import { Channel, type Extra } from "../channel/channel";

/** How this account wants to hear of an artist's shows. */
export interface Bell {
  push: boolean;
  mail: boolean;
}

/** What the account wants to hear of, as far as it is known; null before the first answer. Never changed in place. */
export interface Bells {
  follows: ReadonlyMap<string, Bell>;
  reminders: ReadonlySet<string>;
}

/** What `/ws/me` tells of it. */
export type BellNews =
  | { type: "follow.changed"; artist_id: string; following: boolean; push: boolean; mail: boolean }
  | { type: "reminder.changed"; livestream_id: string; reminded: boolean };

export function readBells(follows: readonly Follow[], reminders: readonly string[]): Bells {
  return {
    follows: new Map(follows.map(({ artist, push, mail }) => [artist.id, { push, mail }])),
    reminders: new Set(reminders),
  };
}

/** The bells after one piece of news. Pure. */
export function applyNews(bells: Bells, news: BellNews): Bells {
  if (news.type === "reminder.changed") {
    const reminders = new Set(bells.reminders);
    if (news.reminded) reminders.add(news.livestream_id);
    else reminders.delete(news.livestream_id);
    return { ...bells, reminders };
  }
  const follows = new Map(bells.follows);
  if (news.following) follows.set(news.artist_id, { push: news.push, mail: news.mail });
  else follows.delete(news.artist_id);
  return { ...bells, follows };
}

/**
 * One account's bells, for all the buttons of a page: read once, and kept by its channel for as long as somebody looks.
 * So two tabs agree.
 */
export class BellStore {
  state: Bells | null = null;
  readonly #listeners = new Set<() => void>();
  #channel: Channel | null = null;
  #reading: AbortController | null = null;
  #version = -1;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    if (this.#listeners.size === 1) this.#start();
    return () => {
      this.#listeners.delete(listener);
      // One page's buttons go before the next one's come.
      queueMicrotask(() => this.#listeners.size === 0 && this.#stop());
    };
  };

  /** What was just done here: the channel says so too, a moment later. */
  readonly note = (news: BellNews): void => {
    if (this.state !== null) this.#set(applyNews(this.state, news));
  };

  #start(): void {
    if (this.#channel !== null) return;
    const extra: Extra = {
      topics: [],
      types: ["follow.changed", "reminder.changed"],
      resume: () => ({}),
      hear: (frame) => {
        this.note(frame as BellNews);
        return true;
      },
    };
    const channel = new Channel({
      address: "/ws/me",
      poll: async () => (board) => ({ ...board, version: board.version + 1 }),
    });
    channel.attach(extra);
    channel.subscribe(() => {
      const { version } = channel.state.board;
      if (version !== this.#version) this.#read(version);
    });
    this.#channel = channel;
    this.#read(channel.state.board.version);
    channel.start();
  }

  #stop(): void {
    this.#channel?.stop();
    this.#channel = null;
    this.#reading?.abort();
    this.#version = -1;
  }

  #read(version: number): void {
    this.#version = version;
    this.#reading?.abort();
    const controller = new AbortController();
    this.#reading = controller;
    readFollows(controller.signal).then(
      ({ follows, reminders }) => this.#set(readBells(follows, reminders)),
      () => {}, // the next snapshot, or poll, is another occasion
    );
  }

  #set(state: Bells): void {
    this.state = state;
    for (const listener of this.#listeners) listener();
  }
}
