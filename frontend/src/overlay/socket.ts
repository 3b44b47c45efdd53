import type { Frame } from "../api/generatedEvents";
import { parse } from "./frames";

/**
 * An overlay's connection: opened again for as long as the page is there. The pages' own channel is not used for it: what
 * both had in common would be one more file for each fan to fetch.
 */

/** The server pings every 25 seconds; a connection that says nothing for this long is dead. */
const SILENCE_MS = 40_000;
const LONGEST_MS = 10_000;
/** The address opens nothing any more: it may be revoked, or the server may be another one for a while. */
const REFUSED_MS = 60_000;
const REFUSED: ReadonlySet<number> = new Set([4400, 4403, 4404]);

/** How long to wait before the next try; `attempt` counts from 0, `random` is in [0, 1). */
export function pause(attempt: number, code: number, random: number): number {
  if (REFUSED.has(code)) return Math.round(REFUSED_MS * (0.5 + random / 2));
  return Math.round((0.25 + 0.75 * random) * Math.min(LONGEST_MS, 500 * 2 ** Math.min(attempt, 10)));
}

export interface Listener {
  /** What `?with=` names. */
  topics: readonly string[];
  /** What the address says besides, so that the next connection goes on where this one was. */
  resume?: () => Readonly<Record<string, string>>;
  /** A frame has come. */
  hear: (frame: Frame) => void;
  /** The address opens nothing: what it told is cleared away. Should it open again, all is told anew. */
  refused: () => void;
}

export function connect(address: string, listener: Listener): void {
  let attempt = 0;
  let farewell: number | null = null;

  const open = (): void => {
    const url = new URL(`/ws/overlay/${encodeURIComponent(address)}`, location.href);
    url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
    if (listener.topics.length > 0) url.searchParams.set("with", listener.topics.join(","));
    for (const [name, value] of Object.entries(listener.resume?.() ?? {})) url.searchParams.set(name, value);
    const socket = new WebSocket(url);
    let over = false;
    let silence = setTimeout(() => end(1006), SILENCE_MS);
    const end = (code: number): void => {
      if (over) return;
      over = true;
      clearTimeout(silence);
      socket.close();
      if (REFUSED.has(code)) listener.refused();
      setTimeout(open, farewell ?? pause(attempt, code, Math.random()));
      farewell = null;
      attempt += 1;
    };
    socket.onmessage = ({ data }) => {
      if (over) return;
      clearTimeout(silence);
      silence = setTimeout(() => end(1006), SILENCE_MS);
      attempt = 0;
      const frame = parse(String(data));
      if (frame === null) return;
      if (frame.type === "goodbye") farewell = frame.reconnect_in_ms;
      else listener.hear(frame);
    };
    socket.onclose = ({ code }) => end(code);
  };
  open();
}
