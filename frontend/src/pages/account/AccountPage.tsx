import { useEffect, useReducer } from "preact/compat";
import { BellSettings } from "../../bell/BellSettings";
import { t } from "../../i18n/t";
import { useSession } from "../../session/session";
import { Unknown } from "../../session/Unknown";
import { Navigate, useHash, usePath } from "../../ui/routing";
import { usePageTitle } from "../../ui/usePageTitle";
import { AccessTokens } from "./AccessTokens";
import { Closing } from "./Closing";
import { Email } from "./Email";
import { Language } from "./Language";
import { LinkedAccounts } from "./LinkedAccounts";
import { Passkeys } from "./Passkeys";
import { Password } from "./Password";
import { Profile } from "./Profile";
import { Sessions } from "./Sessions";

/** All that belongs to the account itself: who it is, how it gets in, and the way out. */
export function AccountPage() {
  usePageTitle(t("account.title"));
  const { account } = useSession();
  const path = usePath();
  const hash = useHash();
  const known = account !== undefined;
  const [passwords, changed] = useReducer<number, void>((count) => count + 1, 0);

  // The sections come with the account, later than the browser looks for the one that the address names.
  useEffect(() => {
    if (known && hash !== "") document.getElementById(hash.slice(1))?.scrollIntoView();
  }, [known, hash]);

  if (account === undefined) return <Unknown what={t("account.loading")} />;
  if (account === null) return <Navigate to={`/sign-in?next=${encodeURIComponent(path)}`} replace />;
  return (
    <div className="page account">
      <h1>{t("account.title")}</h1>
      {account.operator && (
        <p>
          <a href="/operator">{t("account.platform")}</a>
        </p>
      )}
      <Profile account={account} />
      <Email account={account} />
      <Language account={account} />
      <Password account={account} onChanged={changed} />
      <Passkeys account={account} />
      <LinkedAccounts account={account} />
      <Sessions key={passwords} />
      <BellSettings />
      <AccessTokens account={account} />
      <Closing account={account} />
    </div>
  );
}
