import { formatCount, make, markTier } from "../dom";
import type { Alert } from "../frames";
import { words } from "../words";

/** How an alert looks, and how long it stays. */

/** Milliseconds by tier, the first for what has none. */
const LENGTHS = [5_000, 5_000, 6_000, 8_000, 10_000, 12_000, 15_000] as const;
/** What is written is to be read, too: so long for each letter. */
const READING_MS = 45;
const LONGEST_MS = 25_000;

/** From how many tokens on a tip is of the first tier, of the second and so on, where its alert does not say. */
const TIERS = [1, 10, 50, 100, 500, 1000] as const;

interface About {
  account?: { display_name?: unknown } | null;
  amount?: unknown;
  tier?: unknown;
  text?: unknown;
}

export interface Told {
  name: string;
  amount: number | null;
  /** 0: no tip. */
  tier: number;
  text: string;
}

export function tell({ kind, about }: Pick<Alert, "kind" | "about">): Told {
  const { account, amount, tier, text } = about as About;
  const tokens = kind === "tip" && typeof amount === "number" ? amount : null;
  const found = tokens === null ? 0 : TIERS.filter((least) => tokens >= least).length || 1;
  return {
    name: typeof account?.display_name === "string" ? account.display_name : words.somebody,
    amount: tokens,
    tier: tokens !== null && typeof tier === "number" ? Math.min(6, Math.max(1, tier)) : found,
    text: typeof text === "string" ? text : "",
  };
}

/** How long it stays on the screen, in milliseconds; `seconds` where the artist has said so. */
export function findLength(alert: Alert, seconds: number | null): number {
  if (seconds !== null) return seconds * 1_000;
  const { tier, text } = tell(alert);
  return Math.min(LONGEST_MS, Math.max(LENGTHS[tier] ?? LENGTHS[0], 2_500 + text.length * READING_MS));
}

export function draw(alert: Alert): HTMLElement {
  const { name, amount, tier, text } = tell(alert);
  const card = make("article", `alert alert-${alert.kind === "tip" ? "tip" : "thanks"}`);
  if (tier > 0) markTier(card, tier);
  const head = make("p", "alert-head");
  head.append(make("bdi", "alert-name", name));
  if (amount !== null) {
    head.append(make("span", "alert-what", words.gives), make("span", "alert-amount", formatCount(amount)));
    head.append(make("span", "alert-what", ` ${words.tokens(amount)}`));
  } else {
    head.prepend(make("span", "alert-what", words.thanks[0]));
    head.append(make("span", "alert-what", words.thanks[1]));
  }
  card.append(head);
  if (amount !== null && text !== "") card.append(make("p", "alert-text", text));
  return card;
}
