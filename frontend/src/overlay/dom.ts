import { language } from "./words";

/** An element with classes and words. Words are text and never HTML, whoever typed them. */
export function make(name: string, classes: string, words?: string | null): HTMLElement {
  const element = document.createElement(name);
  element.className = classes;
  if (words !== undefined && words !== null) element.textContent = words;
  return element;
}

/** A tip's tier, 1 to 6: its colours are `tips/tiers.css`'s, unless the artist's own styles say otherwise. */
export function markTier(element: HTMLElement, tier: number): void {
  element.classList.add(`tier-${tier}`);
  element.dataset.tier = String(tier);
}

const counts = new Intl.NumberFormat(language);

/** `12,345` */
export function formatCount(count: number): string {
  return counts.format(count);
}
