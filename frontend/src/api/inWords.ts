import { locale, say } from "../i18n/t";
import { translateField } from "./fieldWords";
import type { Problem } from "./problem";

/**
 * A refusal in the page's language, by its code. The server speaks English and knows more of the case (how many, of
 * whom), so to whoever reads English it speaks itself, and to others where we have no words.
 */
export function putInWords(problem: Problem): Problem {
  if (locale() === "en") return problem;
  problem.message = say(`problems.${problem.code}`, { status: problem.status }) ?? problem.message;
  const fields = Object.entries(problem.fields);
  problem.fields = Object.fromEntries(fields.map(([name, words]) => [name, translateField(words)]));
  return problem;
}
