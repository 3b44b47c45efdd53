import { wordField } from "../../api/fieldWords";
import type { TokenImport } from "../../api/types";
import { loadMessages, locale, say, t } from "../../i18n/t";

type RefusedLine = TokenImport["refused"][number];

const LABELS = { email: "tokens.email", amount: "tokens.amount", reason: "tokens.reason" } as const;

/** Why nothing was booked of each line, in the page's language. As with problems, English is the server's own. */
export async function wordLines(lines: readonly RefusedLine[]): Promise<RefusedLine[]> {
  if (locale() === "en" || lines.length === 0) return [...lines];
  await loadMessages("refusals").catch(() => {}); // without them the server's words stand
  return lines.map((line) => ({ ...line, message: wordLine(line) }));
}

function wordLine({ code, message, errors }: RefusedLine): string {
  if (errors.length === 0) return say(`problems.${code}`) ?? message;
  return errors.map((error) => `${labelOf(error.field)}: ${wordField(error)}`).join(" ");
}

function labelOf(field: string): string {
  return field in LABELS ? t(LABELS[field as keyof typeof LABELS]) : field;
}
