import { useCallback } from "preact/compat";
import type { Account, Identity } from "../../api/types";
import { beginLink, readIdentities, readMethods, removeIdentity } from "../../api/waysIn";
import { t } from "../../i18n/t";
import { readRefusal } from "../../session/refusals";
import { Fact } from "../../ui/Fact";
import { Field } from "../../ui/Field";
import { Form } from "../../ui/Form";
import { ProblemNote } from "../../ui/ProblemNote";
import { useSearchParams } from "../../ui/routing";
import { Said } from "../../ui/Said";
import { formatWithin } from "../../ui/time";
import { useNow } from "../../ui/useNow";
import { useRead } from "../../ui/useRead";
import { useRemoving } from "../../ui/useRemoving";
import { useSubmit } from "../../ui/useSubmit";

/** Accounts at an identity provider that sign in to this one. Nothing where there is no provider. */
export function LinkedAccounts({ account }: { account: Account }) {
  const now = useNow();
  const [search] = useSearchParams();
  const [methods] = useRead(readMethods);
  const { remove, said, place, ...removing } = useRemoving(removeIdentity, t("account.removed"));
  const [identities, trouble, again] = useRead(readIdentities, removing.version);
  const linking = useSubmit(
    useCallback(async (data: FormData) => {
      window.location.assign(await beginLink(String(data.get("password") ?? "")));
    }, []),
  );
  const name = methods?.oidc?.name ?? null;
  if (name === null && !identities?.length) return null;
  const shown = removing.problem ?? (linking.problem ? null : readRefusal(search));
  return (
    <section className="panel" aria-labelledby="linked">
      <h2 id="linked" tabIndex={-1} ref={place}>
        {t("account.linked")}
      </h2>
      <p className="quiet">{t("account.linkedWords")}</p>
      {shown && <ProblemNote problem={shown} />}
      {trouble && <ProblemNote problem={trouble} onRetry={again} />}
      {identities !== null && identities.length > 0 && (
        <ul className="facts">
          {identities.map((identity) => (
            <Fact key={identity.id} name={nameIssuer(identity)} lines={describe(identity, now)}>
              <button
                type="button"
                className="button small"
                aria-label={t("account.removeOf", { name: nameIssuer(identity) })}
                aria-disabled={removing.pending}
                onClick={() => void remove(identity.id)}
              >
                {t("account.remove")}
              </button>
            </Fact>
          ))}
        </ul>
      )}
      <Said words={said} />
      {name !== null && (
        <Form
          fields={["password"]}
          problem={linking.problem}
          pending={linking.pending}
          action={t("account.linkTo", { name })}
          look="plain"
          onSubmit={linking.submit}
        >
          {linking.problem?.code === "wrong_password" && account.has_password && (
            <Field
              label={t("account.yourPassword")}
              name="password"
              type="password"
              autoComplete="current-password"
              hint={t("account.passwordAgain")}
              required
            />
          )}
        </Form>
      )}
    </section>
  );
}

const nameIssuer = ({ issuer }: Identity) => (URL.canParse(issuer) ? new URL(issuer).host : issuer);

function describe({ created_at, last_used_at }: Identity, now: number): string[] {
  const used = last_used_at
    ? t("account.lastUsed", { when: formatWithin(last_used_at, now) })
    : t("account.notUsed");
  return [used, t("account.linkedOn", { when: formatWithin(created_at, now) })];
}
