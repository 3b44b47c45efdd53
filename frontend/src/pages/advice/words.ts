import type { Health } from "../../channel/frames";
import { say } from "../../i18n/t";

interface Told {
  code?: string;
  values?: Readonly<Record<string, string | number>>;
}

/** What is told of a stream, by its code, in the page's language; in the server's `words` where there are none. */
export function wordAdvice(told: Told | undefined, words: string): string {
  return say(`advice.${told?.code}`, told?.values) ?? words;
}

/** What to change, the worst first. */
export function listAdvice(health: Health | undefined): string[] {
  return (health?.advice ?? []).map((words, index) => wordAdvice(health?.advice_codes?.[index], words));
}
