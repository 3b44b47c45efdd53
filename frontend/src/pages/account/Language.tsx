import { useCallback, useState } from "preact/compat";
import { updateAccount } from "../../api/calls";
import type { Account } from "../../api/types";
import { chooseLocale, isLocale, LOCALE_NAMES, LOCALES } from "../../i18n/locale";
import { locale, t } from "../../i18n/t";
import { useSession } from "../../session/session";
import { ProblemNote } from "../../ui/ProblemNote";
import { Said } from "../../ui/Said";
import { useSubmit } from "../../ui/useSubmit";

/** Two languages: the one that mails are written in belongs to the account, the one of the pages to this browser. */
export function Language({ account }: { account: Account }) {
  const { enter } = useSession();
  const [said, setSaid] = useState("");
  const { submit, pending, problem } = useSubmit(
    useCallback(
      async (language: string) => {
        if (!isLocale(language)) return;
        setSaid("");
        enter(await updateAccount({ language }));
        setSaid(t("account.languageSaved", { language: LOCALE_NAMES[language] }));
      },
      [enter],
    ),
  );
  return (
    <section className="panel" aria-labelledby="language">
      <h2 id="language">{t("account.language")}</h2>
      <div className="field-pair">
        <div className="field">
          <label htmlFor="mail-language">{t("account.languageMails")}</label>
          <select
            id="mail-language"
            value={account.language}
            disabled={pending}
            onChange={(event) => void submit(event.currentTarget.value)}
          >
            {LOCALES.map((one) => (
              <option key={one} value={one} lang={one}>
                {LOCALE_NAMES[one]}
              </option>
            ))}
          </select>
        </div>
        <div className="field">
          <label htmlFor="page-language">{t("account.languagePages")}</label>
          <select
            id="page-language"
            value={locale()}
            onChange={({ currentTarget: { value } }) => isLocale(value) && chooseLocale(value)}
          >
            {LOCALES.map((one) => (
              <option key={one} value={one} lang={one}>
                {LOCALE_NAMES[one]}
              </option>
            ))}
          </select>
        </div>
      </div>
      {problem && <ProblemNote problem={problem} />}
      <Said words={said} />
    </section>
  );
}
