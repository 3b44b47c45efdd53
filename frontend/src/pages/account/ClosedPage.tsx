import { useEffect } from "preact/compat";
import { t } from "../../i18n/t";
import { useSession } from "../../session/session";
import { usePageTitle } from "../../ui/usePageTitle";

/** The last word to somebody whose account is no more. */
export function ClosedPage() {
  usePageTitle(t("account.closedTitle"));
  const { recheck } = useSession();
  useEffect(recheck, [recheck]);
  return (
    <div className="page">
      <div className="empty-stage">
        <h1>{t("account.closed")}</h1>
        <p>{t("account.closedWords")}</p>
        <p className="form-actions">
          <a href="/livestreams" className="button primary">
            {t("account.all")}
          </a>
        </p>
      </div>
    </div>
  );
}
