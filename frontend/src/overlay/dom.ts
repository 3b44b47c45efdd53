import { language } from "./words";

/** An element with classes and words. Words are text and never HTML, whoever typed them. */
export function make(name: string, classes: string, words?: string | null): HTMLElement {
  const element = document.createElement(name);
  element.className = classes;
  if (words !== undefined && words !== null) element.textContent = words;
  return element;
}

const counts = new Intl.NumberFormat(language);

/** `12,345` */
export function formatCount(count: number): string {
  return counts.format(count);
}
