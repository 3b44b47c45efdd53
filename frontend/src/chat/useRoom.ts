import { useEffect, useMemo, useSyncExternalStore } from "preact/compat";
import type { Channel } from "../channel/channel";
import { Room, type RoomState } from "./store";

/** The room of a livestream's channel, for as long as the component shows. `moderation`: see `Room`. */
export function useRoom(channel: Channel, moderation = false): Room {
  // biome-ignore lint/correctness/useExhaustiveDependencies: another channel is another room
  const room = useMemo(() => new Room(moderation), [channel, moderation]);
  useEffect(() => channel.attach(room), [channel, room]);
  return room;
}

/** What is known of a room, kept up to date. */
export function useRoomState(room: Room): RoomState {
  return useSyncExternalStore(room.subscribe, () => room.state);
}
