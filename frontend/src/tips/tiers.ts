import type { ChatMessage } from "../chat/messages";

/** Of each tier, from the first on, for how many seconds a tip stays at the top of the chat. */
const IN_SIGHT_S = [0, 30, 60, 120, 300, 600] as const;
/** Tips that are there at once. */
const MOST = 8;

/** How much a tip is, of which it takes so many tokens. */
export const TIERS = [1, 10, 50, 100, 500, 1000] as const;

export function findTier(amount: number): number {
  return Math.max(1, TIERS.filter((from) => from <= amount).length);
}

/** Tips that are still at the top of the chat at a moment (ms since 1970), the last one first. */
export function findInSight(rows: readonly ChatMessage[], at: number): readonly ChatMessage[] {
  const found: ChatMessage[] = [];
  for (const row of rows.toReversed()) {
    if (row.tip === null || row.tip.refunded) continue;
    const age = at - Date.parse(row.at);
    if (age >= 0 && age < (IN_SIGHT_S[row.tip.tier - 1] ?? 0) * 1000) found.push(row);
    if (found.length === MOST) break;
  }
  return found;
}

/** How full a goal is, from 0 to 1. */
export function fillGoal({ given, amount }: { given: number; amount: number }): number {
  return amount <= 0 ? 1 : Math.min(1, given / amount);
}

/** What is offered to somebody who holds so many: round amounts, no more than that. */
export function offerAmounts(balance: number): readonly number[] {
  const some = TIERS.filter((amount) => amount <= balance);
  return some.length > 0 || balance === 0 ? some : [balance];
}
