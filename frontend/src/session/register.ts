import { register, signIn } from "../api/calls";
import { Problem } from "../api/problem";
import type { AccountDraft } from "../api/types";
import { locale, t } from "../i18n/t";

/** Registers and signs in. The first answer does not say whether the address was registered before; the second one
 * does, to whoever knows the password. */
export async function registerAndEnter(account: AccountDraft) {
  await register({ ...account, language: locale() });
  try {
    return await signIn(account.email, account.password);
  } catch (error) {
    if (error instanceof Problem && error.code === "wrong_credentials")
      throw new Problem(error.status, error.code, t("session.perhapsThere"));
    throw error;
  }
}
