import { useCallback } from "preact/compat";
import { readRoomSettings } from "../api/keeping";
import { useRead } from "../ui/useRead";

/** Whether an account keeps a livestream's room: its artist does, and of anybody else the server is asked. */
export function useKeeps(livestream: string, artist: string, account: string): boolean {
  const own = account === artist;
  const [keeps] = useRead(
    useCallback(
      async (signal: AbortSignal) => own || (await readRoomSettings(livestream, signal)).moderates,
      [livestream, own],
    ),
  );
  return own || keeps === true;
}
