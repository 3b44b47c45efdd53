import { ticketProtocols } from "../api/ticket";
import type { Livestream } from "../api/types";
import { applyList, EMPTY_BOARD } from "./board";
import { Channel, type Poll } from "./channel";

/** A page that has not come for its channel by then never will. */
const UNCLAIMED_MS = 10_000;

let ahead: { address: string; channel: Channel; timer: ReturnType<typeof setTimeout> } | null = null;

/**
 * Opens a channel for a page that is still on its way. There is one such page at a time.
 *
 * @param known what the page brought along: it holds until the channel tells
 */
export function openAhead(
  address: string,
  poll: Poll,
  topics: readonly string[] = [],
  known: Livestream | null = null,
): Channel {
  const channel = new Channel({ address, poll, topics, protocols: ticketProtocols });
  if (known !== null) channel.state = { ...channel.state, board: applyList(EMPTY_BOARD, [known]) };
  const timer = setTimeout(() => keepChannel(null), UNCLAIMED_MS);
  keepChannel(null);
  ahead = { address, channel, timer };
  channel.start();
  return channel;
}

/** The channel opened ahead, if it is this one. It may be looked at often; `keepChannel` takes it. */
export function findChannel(address: string): Channel | null {
  return ahead?.address === address ? ahead.channel : null;
}

/** A page shows, with this channel: one opened ahead is now the page's own, or, being another, is closed. */
export function keepChannel(channel: Channel | null): void {
  if (ahead === null) return;
  clearTimeout(ahead.timer);
  if (ahead.channel !== channel) ahead.channel.stop();
  ahead = null;
}
