import { useSyncExternalStore } from "preact/compat";
import { serverClock } from "../channel/serverClock";

const read = () => serverClock.read(performance.now(), Date.now());

let now = read();
let timer: ReturnType<typeof setTimeout> | undefined;
const listeners = new Set<() => void>();

function tick() {
  now = read();
  for (const listener of listeners) listener();
  timer = setTimeout(tick, 1000 - (now % 1000));
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  if (listeners.size === 1) tick();
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) clearTimeout(timer);
  };
}

const MINUTE_MS = 60_000;

/** The same to the minute, for what tells no seconds: a page of cards need not be drawn anew each second. */
export function useMinute(): number {
  return useSyncExternalStore(subscribe, () => now - (now % MINUTE_MS));
}

/** The server's time, moving once a second; all clocks on a page move together. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => now);
}
