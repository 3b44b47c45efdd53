import { write } from "../i18n/messages";
import { t } from "../i18n/t";
import { region } from "./time";

/** Figures as whoever reads them writes them: thousands apart. */

export function formatCount(count: number): string {
  return write(count, region());
}

/** What came or went: `+1,000`, `−5`. */
export function formatChange(amount: number): string {
  return `${amount < 0 ? "−" : "+"}${formatCount(Math.abs(amount))}`;
}

/** `1 token`, `2,500 tokens`: an artist's, which fans hold. */
export function countTokens(count: number): string {
  return t("ui.tokens", { count });
}
