import { useEffect, useMemo, useSyncExternalStore } from "preact/compat";
import { readMessages } from "../api/calls";
import { type ReadDate, Reader, type Reading } from "./reader";
import type { Room } from "./store";

/** How often it is looked whether the picture has come to something that was said; ms. */
const LOOK_MS = 100;

/** What a page shows of a livestream's room. `readDate` must stay the same function; none: there is no picture. */
export function useReader(id: string, room: Room, readDate?: ReadDate): [Reading, Reader] {
  const reader = useMemo(
    () => new Reader(room, (query) => readMessages(id, query), readDate),
    [id, room, readDate],
  );
  useEffect(() => {
    const undo = reader.start();
    const timer = readDate && setInterval(() => reader.look(), LOOK_MS);
    return () => {
      undo();
      clearInterval(timer);
    };
  }, [reader, readDate]);
  return [useSyncExternalStore(reader.subscribe, () => reader.state), reader];
}
