import { useEffect, useMemo, useState, useSyncExternalStore } from "preact/compat";
import { type Reported, readQuestions, readReports } from "../../api/keeping";
import type { Channel, Extra } from "../../channel/channel";
import type { ChatMessage } from "../../chat/messages";
import type { RoomState } from "../../chat/store";
import { useRead } from "../../ui/useRead";
import { listReported, mergeQuestions } from "./queue";

/** Counts what is told of acts and reports: what is read over HTTP is worth reading again. */
class News implements Extra {
  readonly topics = ["moderation"];
  readonly types = ["chat.moderation"];
  count = 0;
  readonly #listeners = new Set<() => void>();

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  resume(): Readonly<Record<string, string>> {
    // What happened while the socket was away was told to nobody here.
    this.#note();
    return {};
  }

  hear(): boolean {
    this.#note();
    return true;
  }

  #note(): void {
    this.count += 1;
    for (const listener of this.#listeners) listener();
  }
}

/** How often those who keep the room were told of something. */
export function useNews(channel: Channel): number {
  const [news] = useState(() => new News());
  useEffect(() => channel.attach(news), [channel, news]);
  return useSyncExternalStore(news.subscribe, () => news.count);
}

const NO_MESSAGES: readonly ChatMessage[] = [];
const NO_REPORTS: readonly Reported[] = [];

/** A room's open questions, also those asked before this page was opened. */
export function useQuestions(id: string, room: RoomState, version: unknown): readonly ChatMessage[] {
  const [read] = useState(() => (signal: AbortSignal) => readQuestions(id, signal));
  const [found] = useRead(read, version);
  const { rows, removed } = room;
  return useMemo(() => mergeQuestions(found ?? NO_MESSAGES, { rows, removed }), [found, rows, removed]);
}

/** What was reported and waits for somebody to look at it. */
export function useReports(id: string, room: RoomState, version: unknown): readonly Reported[] {
  const [read] = useState(() => (signal: AbortSignal) => readReports(id, signal));
  const [found] = useRead(read, version);
  const { removed } = room;
  return useMemo(() => listReported(found ?? NO_REPORTS, removed), [found, removed]);
}
