import { loadMessages, locale, say } from "../i18n/t";
import type { Problem } from "./problem";

/**
 * A refusal in the page's language, by its code. The server speaks English and knows more of the case (how many, of
 * whom), so to whoever reads English it speaks itself, and to others where we have no words.
 */
export async function putInWords(problem: Problem): Promise<Problem> {
  if (locale() === "en") return problem;
  const words = await Promise.all([import("./fieldWords"), loadMessages("refusals")]).catch(() => null);
  problem.message = say(`problems.${problem.code}`, { status: problem.status }) ?? problem.message;
  if (words === null) return problem; // the network is gone, of which there is what to say
  const [{ translateField }] = words;
  const fields = Object.entries(problem.fields);
  problem.fields = Object.fromEntries(fields.map(([name, said]) => [name, translateField(said)]));
  return problem;
}
