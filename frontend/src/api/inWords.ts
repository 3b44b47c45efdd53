import { loadMessages, locale, say } from "../i18n/t";
import { type Problem, readFields } from "./problem";

/**
 * A refusal in the page's language, by its codes. The server speaks English and knows more of the case (how many, of
 * whom), so to whoever reads English it speaks itself, and to others where we have no words.
 */
export async function putInWords(problem: Problem): Promise<Problem> {
  if (locale() === "en") return problem;
  const words = await Promise.all([import("./fieldWords"), loadMessages("refusals")]).catch(() => null);
  problem.message =
    say(`problems.${problem.code}`, { status: problem.status, ...problem.values }) ?? problem.message;
  // Without a network there are none, of which there is what to say.
  if (words !== null) problem.fields = readFields(problem.errors, words[0].wordField);
  return problem;
}
