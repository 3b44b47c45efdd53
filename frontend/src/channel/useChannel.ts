import { useEffect, useState, useSyncExternalStore } from "preact/compat";
import { ticketProtocols } from "../api/ticket";
import { findChannel, keepChannel } from "./ahead";
import { Channel, type ChannelState, type Poll } from "./channel";

/**
 * Subscribes for as long as the component shows. `poll` must be the same function for the same address. What hears more
 * of the same socket is attached to `channel`; `topics` name it ahead, where it comes later.
 */
export function useChannel(
  address: string,
  poll: Poll,
  topics: readonly string[] = [],
): ChannelState & { channel: Channel; retry: () => void; leave: () => void } {
  const [channel, setChannel] = useState(
    () => findChannel(address) ?? new Channel({ address, poll, topics, protocols: ticketProtocols }),
  );
  const [shown, setShown] = useState(address);
  if (shown !== address) {
    setShown(address);
    setChannel(new Channel({ address, poll, topics, protocols: ticketProtocols }));
  }
  useEffect(() => {
    keepChannel(channel);
    channel.start();
    return () => channel.stop();
  }, [channel]);
  const state = useSyncExternalStore(channel.subscribe, () => channel.state);
  return { ...state, channel, retry: channel.retry, leave: channel.leave };
}
