import { takeTicket } from "../../api/ticket";

/**
 * How a frame on another site comes to a ticket: a press opens a window of our own origin, where the browser does send the
 * cookie of whoever is signed in. That window hands the ticket to the one that opened it, if that is of our origin, too: a
 * foreign page, which may open the same window, is told nothing. And the frame takes it from the window that it opened, and
 * from nobody else.
 */

const NAME = "encryptedmedia-live";
const FEATURES = "popup,width=480,height=760";

export const entranceOf = (id: string): string => `/embed/livestreams/${encodeURIComponent(id)}/enter`;

/** The ticket in a message, if it is from there and for this livestream. Pure. */
export function readTicket(
  { data, origin, source }: Pick<MessageEvent, "data" | "origin" | "source">,
  from: { window: object | null; origin: string },
  id: string,
): string | null {
  if (from.window === null || source !== from.window || origin !== from.origin) return null;
  const said: unknown = data?.[NAME];
  if (typeof said !== "object" || said === null) return null;
  const { livestream, ticket } = said as Record<string, unknown>;
  return livestream === id && typeof ticket === "string" ? ticket : null;
}

/** Opens the window; false: the page around allows none. `onEnter`: there is a ticket now. Undo what it listens to. */
export function openEntrance(id: string, onEnter: () => void): (() => void) | null {
  // Without a name: a window that a foreign page has opened is never taken for ours.
  const entrance = open(entranceOf(id), "_blank", FEATURES);
  if (entrance === null) return null;
  const listen = (event: MessageEvent) => {
    const ticket = readTicket(event, { window: entrance, origin: location.origin }, id);
    if (ticket === null) return;
    undo();
    takeTicket(ticket);
    onEnter();
  };
  const undo = () => removeEventListener("message", listen);
  addEventListener("message", listen);
  return undo;
}

/** Hands a ticket to the page that opened this window; false: there is none any more. */
export function handOver(id: string, ticket: string): boolean {
  if (opener === null || opener.closed) return false;
  opener.postMessage({ [NAME]: { livestream: id, ticket } }, location.origin);
  return true;
}
