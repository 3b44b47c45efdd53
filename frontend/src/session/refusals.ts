import { Problem } from "../api/problem";
import { say, t } from "../i18n/t";

/** What the address of a page says of the identity provider's way in that was closed (`refused`: the server's code);
 * null: nothing. */
export function readRefusal(search: URLSearchParams): Problem | null {
  const code = search.get("refused");
  if (code === null) return null;
  return new Problem(0, code, say(`session.${code}`) ?? t("session.refused"));
}
