/** The page of another site that shows ours, and what the two say to each other: nothing that is anybody's secret. */

const NAME = "encryptedmedia-live";

/** What the page around may want of ours. */
export interface Wishes {
  chat: boolean;
  muted: boolean;
}

/** What it is told: what everybody may know of the show. */
export interface News {
  livestream: string;
  status: string;
  interrupted: boolean;
}

export function readWishes(search: URLSearchParams): Wishes {
  const is = (name: string) => search.has(name) && !["0", "false", "no"].includes(search.get(name) ?? "");
  return { chat: is("chat"), muted: is("muted") };
}

/** What a message changes; null: it is none of these. Pure. */
export function readMessage(data: unknown): Partial<Wishes> | null {
  if (typeof data !== "object" || data === null || !(NAME in data)) return null;
  const said: unknown = data[NAME];
  if (typeof said !== "object" || said === null) return null;
  const { chat, muted } = said as Record<string, unknown>;
  return {
    ...(typeof chat === "boolean" && { chat }),
    ...(typeof muted === "boolean" && { muted }),
  };
}

/** Hears what the page around wishes, and nobody else. */
export function listenToHost(hear: (wishes: Partial<Wishes>) => void): () => void {
  const listen = (event: MessageEvent) => {
    if (event.source !== window.parent || window.parent === window) return;
    const wishes = readMessage(event.data);
    if (wishes !== null) hear(wishes);
  };
  addEventListener("message", listen);
  return () => removeEventListener("message", listen);
}

export function tellHost(news: News): void {
  if (window.parent !== window) window.parent.postMessage({ [NAME]: news }, "*");
}
