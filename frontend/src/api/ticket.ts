/**
 * What a page of ours within another site's shows in place of a sign-in, whose cookie no browser sends from there: good for
 * one gated livestream, to watch. It is kept nowhere but here, and goes with the page.
 */
let ticket: string | null = null;

/** The subprotocol by which a socket takes one: a browser's socket has no headers of its own, and an address is logged. */
const PROTOCOL = "encryptedmedia-live";

export function takeTicket(given: string): void {
  ticket = given;
}

export function hasTicket(): boolean {
  return ticket !== null;
}

/** For a request. */
export const ticketHeaders = (): Readonly<Record<string, string>> =>
  ticket === null ? {} : { authorization: `Bearer ${ticket}` };

/** For a socket. */
export const ticketProtocols = (): string[] => (ticket === null ? [] : [PROTOCOL, ticket]);
