import { t } from "../i18n/t";

/** Why there is no picture though there should be one, in words. Pure. */

export interface Trouble {
  lead: string;
  words: string;
}

/** The fan's own network is gone; the browser says so itself. */
export const sayOffline = (): Trouble => ({ lead: t("player.offlineLead"), words: t("player.offline") });

/** Nothing comes any more, and nobody has said why: the artist's loss is told within seconds, a fan's own by nobody. */
export const sayStopped = (): Trouble => ({ lead: t("player.stoppedLead"), words: t("player.stopped") });

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
  const { host } = from;
  const lead = t("player.unfetchableLead");
  if (LOCAL.test(from.hostname) && !LOCAL.test(here.hostname))
    return { lead, words: t("player.unfetchableLocal", { host }) };
  if (here.protocol === "https:" && from.protocol === "http:")
    return { lead, words: t("player.unfetchableMixed", { host }) };
  return { lead, words: t("player.unfetchable", { host }) };
}

/** The address answers, but has no picture. */
export function explainMissing(status: number): Trouble {
  const lead = t("player.missingLead");
  if (status === 404) return { lead, words: t("player.missingNone") };
  return { lead, words: t("player.missing", { status: String(status) }) };
}
