import { useCallback } from "react";
import { useSearchParams } from "react-router";
import type { Account, Identity } from "../../api/types";
import { beginLink, readIdentities, readMethods, removeIdentity } from "../../api/waysIn";
import { readRefusal } from "../../session/refusals";
import { Field } from "../../ui/Field";
import { Form } from "../../ui/Form";
import { ProblemNote } from "../../ui/ProblemNote";
import { formatMoment } from "../../ui/time";
import { useAct } from "../../ui/useAct";
import { useNow } from "../../ui/useNow";
import { useRead } from "../../ui/useRead";
import { useSubmit } from "../../ui/useSubmit";

/** Accounts at an identity provider that sign in to this one. Nothing where there is no provider. */
export function LinkedAccounts({ account }: { account: Account }) {
  const now = useNow();
  const [search] = useSearchParams();
  const [methods] = useRead(readMethods);
  const removing = useAct(removeIdentity);
  const [identities, trouble] = useRead(readIdentities, removing.version);
  const linking = useSubmit(
    useCallback(async (data: FormData) => {
      window.location.assign(await beginLink(String(data.get("password") ?? "")));
    }, []),
  );
  const name = methods?.oidc?.name ?? null;
  if (name === null && !identities?.length) return null;
  const shown = removing.problem ?? trouble ?? (linking.problem ? null : readRefusal(search));
  return (
    <section className="panel" aria-labelledby="linked">
      <h2 id="linked">Linked accounts</h2>
      {shown && <ProblemNote problem={shown} />}
      <ul className="facts">
        {identities?.map((identity) => (
          <li key={identity.id}>
            <div>
              <p>
                <b>{nameIssuer(identity)}</b>
              </p>
              <p className="by">{describe(identity, now)}</p>
            </div>
            <button
              type="button"
              className="button small"
              aria-label={`Remove ${nameIssuer(identity)}`}
              aria-disabled={removing.pending}
              onClick={() => void removing.submit(identity.id)}
            >
              Remove
            </button>
          </li>
        ))}
      </ul>
      {name !== null && (
        <Form
          fields={["password"]}
          problem={linking.problem}
          pending={linking.pending}
          action={`Link ${name}`}
          onSubmit={linking.submit}
        >
          {linking.problem?.code === "wrong_password" && account.has_password && (
            <Field
              label="Your password"
              name="password"
              type="password"
              autoComplete="current-password"
              hint="You signed in a while ago, so this takes your password once more."
              required
            />
          )}
        </Form>
      )}
    </section>
  );
}

const nameIssuer = ({ issuer }: Identity) => (URL.canParse(issuer) ? new URL(issuer).host : issuer);

function describe({ created_at, last_used_at }: Identity, now: number): string {
  const used = last_used_at ? `last used ${formatMoment(last_used_at, now)}` : "not used yet";
  return `linked ${formatMoment(created_at, now)} · ${used}`;
}
