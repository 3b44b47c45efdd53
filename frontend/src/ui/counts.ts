/** Figures as whoever reads them writes them: thousands apart. */

const number = new Intl.NumberFormat();

export function formatCount(count: number): string {
  return number.format(count);
}

/** What came or went: `+1,000`, `−5`. */
export function formatChange(amount: number): string {
  return `${amount < 0 ? "−" : "+"}${number.format(Math.abs(amount))}`;
}

/** `1 token`, `2,500 tokens`: an artist's, which fans hold. */
export function countTokens(count: number): string {
  return `${number.format(count)} ${count === 1 ? "token" : "tokens"}`;
}
