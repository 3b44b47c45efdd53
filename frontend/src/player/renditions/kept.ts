import type { Wish } from "./choice";

/** What this browser's viewer has asked for: sparing data until it is taken back, one picture for this visit. */

const NAME = "data-saver";
let wished: Wish | null = null;

export function recallWish(): Wish {
  if (wished !== null) return wished;
  try {
    const kept = localStorage.getItem(NAME);
    if (kept !== null) return kept === "yes" ? "saver" : "auto";
  } catch {
    // as for who has said nothing
  }
  const { connection } = navigator as Navigator & { connection?: { saveData?: boolean } };
  return connection?.saveData === true ? "saver" : "auto";
}

export function keepWish(wish: Wish): void {
  wished = wish;
  try {
    localStorage.setItem(NAME, wish === "saver" ? "yes" : "no");
  } catch {
    // for this page alone, then
  }
}
