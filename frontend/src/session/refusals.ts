import { Problem } from "../api/problem";

/** Why the identity provider's way in was closed: the codes with which the server sends people back. */
const WORDS: Record<string, string> = {
  provider_away:
    "The other site does not answer at this moment. Try again in a while, or sign in another way.",
  provider_refused: "The other site's answer could not be confirmed. Try again, or sign in another way.",
  sign_in_cancelled: "You turned back on the other site, so nothing happened.",
  sign_in_expired: "That took too long, or began in another browser. Try again.",
  link_by_password:
    "There is an account with your e-mail address here. Sign in with its password, or have a new one sent to you, and link the other site under Your account.",
  email_unverified:
    "The other site has not confirmed your e-mail address. Confirm it there and try again, or make an account here with a password and link the other site under Your account.",
  no_email: "The other site did not tell your e-mail address, which an account here needs.",
  identity_taken: "Your account on the other site is linked to another account here. Remove it there first.",
  too_many_identities: "You have linked as many other accounts as are possible. Remove one first.",
  email_taken: "Somebody was as quick with the same address. Try again.",
};

/** What the address of a page says of a way in that was closed; null: nothing. */
export function readRefusal(search: URLSearchParams): Problem | null {
  const code = search.get("refused");
  if (code === null) return null;
  return new Problem(0, code, WORDS[code] ?? "That did not work. Try again, or sign in another way.");
}
