/** Why there is no picture though there should be one, in words. Pure. */

export interface Trouble {
  lead: string;
  words: string;
}

/** The fan's own network is gone; the browser says so itself. */
export const OFFLINE: Trouble = {
  lead: "You are offline",
  words: "The picture goes on by itself once your connection is back.",
};

/** Nothing comes any more, and nobody has said why: the artist's loss is told within seconds, a fan's own by nobody. */
export const STOPPED: Trouble = {
  lead: "Nothing is arriving",
  words: "Your connection may be gone. The picture goes on by itself.",
};

/** A picture that stands still for this long is spoken of; ms. */
export const STOPPED_MS = 2_000;
/** A first picture that takes this long is not merely on its way; ms. */
export const UNSEEN_MS = 10_000;

const LOCAL = /^(localhost|127(\.\d+){3}|\[::1\])$/;

/**
 * The media cannot be fetched from this page, though the page itself can be.
 *
 * @param media where the playlist is, perhaps without a host of its own
 * @param page where this page is
 */
export function explainUnfetchable(media: string, page: string): Trouble {
  const [from, here] = [new URL(media, page), new URL(page)];
  const lead = "The picture cannot be fetched";
  if (LOCAL.test(from.hostname) && !LOCAL.test(here.hostname)) {
    return {
      lead,
      words: `It is said to be at ${from.host}, which is this device itself. Whoever runs this platform has to set HLS_HOST to a name that others can reach.`,
    };
  }
  if (here.protocol === "https:" && from.protocol === "http:") {
    return {
      lead,
      words: `This page is encrypted and the picture at ${from.host} is not, so the browser refuses it. Whoever runs this platform has to offer it over HTTPS, and to set HLS_BASE_URL to that address.`,
    };
  }
  return {
    lead,
    words: `${from.host} does not answer. A firewall may be in the way, of your network or of the platform’s.`,
  };
}

/** The address answers, but has no picture. */
export function explainMissing(status: number): Trouble {
  return {
    lead: "There is no picture yet",
    words:
      status === 404
        ? "The artist’s encoder is connected, but has sent nothing that can be shown."
        : `The platform refuses it (${status}). Trying again.`,
  };
}
