import { useCallback, useEffect, useRef, useState } from "preact/compat";
import { createAccessToken, deleteAccessToken, readAccessTokens } from "../../api/calls";
import type { AccessToken, AccessTokenDraft, Account, NewAccessToken } from "../../api/types";
import type { MessageKey } from "../../i18n/messages";
import { T } from "../../i18n/T";
import { locale, t } from "../../i18n/t";
import { Check } from "../../ui/Check";
import { Confirm } from "../../ui/Confirm";
import { CopyField } from "../../ui/CopyField";
import { Fact } from "../../ui/Fact";
import { Field } from "../../ui/Field";
import { Form } from "../../ui/Form";
import { ProblemNote } from "../../ui/ProblemNote";
import { Said } from "../../ui/Said";
import { formatWithin } from "../../ui/time";
import { useAct } from "../../ui/useAct";
import { useNow } from "../../ui/useNow";
import { useRead } from "../../ui/useRead";
import { useRemoving } from "../../ui/useRemoving";
import { Waiting } from "../../ui/Waiting";

type Scope = AccessTokenDraft["scopes"][number];

const SCOPES: readonly { scope: Scope; words: MessageKey; artist?: true }[] = [
  { scope: "watch", words: "account.scopeWatch" },
  { scope: "manage", words: "account.scopeManage", artist: true },
  { scope: "moderate", words: "account.scopeModerate", artist: true },
  { scope: "tokens", words: "account.scopeTokens", artist: true },
];

/** The same within a sentence. */
const MAY: Readonly<Record<Scope, MessageKey>> = {
  watch: "account.mayWatch",
  chat: "account.mayChat",
  manage: "account.mayManage",
  moderate: "account.mayModerate",
  tokens: "account.mayTokens",
};

/** The longest first: what is made for a program that stays is made on purpose. */
const DAYS = [7, 30, 90, 365] as const;

/** For programs that act for this account: each may only what it was made for. Not to be taken for an artist's tokens,
 * which fans hold. */
export function AccessTokens({ account }: { account: Account }) {
  const now = useNow();
  const [made, setMade] = useState<NewAccessToken | null>(null);
  const [leaving, setLeaving] = useState<AccessToken | null>(null);
  const creating = useAct(
    useCallback(async (data: FormData) => {
      const days = Number(data.get("days"));
      setMade(
        await createAccessToken({
          name: String(data.get("name")),
          scopes: data.getAll("scopes").map(String) as AccessTokenDraft["scopes"],
          expires_at: days > 0 ? new Date(Date.now() + days * 86_400_000).toISOString() : null,
          password: String(data.get("password") ?? "") || null,
        }),
      );
    }, []),
  );
  const { remove, said, place, ...deleting } = useRemoving(
    useCallback(async (id: string) => {
      await deleteAccessToken(id);
      setMade((known) => (known?.id === id ? null : known));
    }, []),
    t("account.deleted"),
  );
  // Shown once, so nobody may miss it.
  const note = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: with each that is made
  useEffect(() => note.current?.focus(), [made]);
  const [codes, trouble, again] = useRead(readAccessTokens, `${creating.version} ${deleting.version}`);
  const { problem } = creating;
  const unchosen = problem?.fields.scopes;
  return (
    <section className="panel" aria-labelledby="access-tokens">
      <h2 id="access-tokens" tabIndex={-1} ref={place}>
        {t("account.programs")}
      </h2>
      <p className="quiet">
        <T id="account.programsWords" api={(words) => <a href="/docs">{words}</a>} />
      </p>
      {made && (
        <div className="note good" role="status" tabIndex={-1} ref={note}>
          <p>{t("account.copyNow")}</p>
          <CopyField key={made.id} label={made.name} value={made.token} secret />
        </div>
      )}
      {deleting.problem && <ProblemNote problem={deleting.problem} />}
      {trouble && <ProblemNote problem={trouble} onRetry={again} />}
      {codes === null && !trouble && <Waiting what={t("account.loadingShort")} />}
      {codes !== null && codes.length > 0 && (
        <ul className="facts">
          {codes.map((code) => (
            <Fact key={code.id} name={code.name} lines={describe(code, now)}>
              <button
                type="button"
                className="button small"
                aria-label={t("account.deleteOf", { name: code.name })}
                aria-disabled={deleting.pending}
                onClick={() => setLeaving(code)}
              >
                {t("account.delete")}
              </button>
            </Fact>
          ))}
        </ul>
      )}
      <Said words={said} />
      <details className="more">
        <summary>{t("account.newCode")}</summary>
        <Form
          fields={["name", "scopes", "expires_at", "password"]}
          problem={problem}
          pending={creating.pending}
          action={t("account.makeCode")}
          empties
          onSubmit={creating.submit}
        >
          <Field
            label={t("account.name")}
            name="name"
            hint={t("account.codeHint")}
            required
            error={problem?.fields.name}
          />
          <fieldset className="choice many">
            <legend>{t("account.itMay")}</legend>
            {SCOPES.filter(({ artist }) => !artist || account.role === "artist").map(({ scope, words }) => (
              <Check
                key={scope}
                label={t(words)}
                name="scopes"
                value={scope}
                aria-invalid={unchosen ? true : undefined}
                aria-describedby={unchosen ? "scopes-error" : undefined}
              />
            ))}
            {unchosen && (
              <p className="field-error" id="scopes-error">
                {t("account.chooseScope")}
              </p>
            )}
          </fieldset>
          <div className="field">
            <label htmlFor="token-days">{t("account.itEnds")}</label>
            <select id="token-days" name="days" defaultValue="90">
              {DAYS.map((days) => (
                <option key={days} value={days}>
                  {t("account.afterDays", { days })}
                </option>
              ))}
              <option value="0">{t("account.never")}</option>
            </select>
          </div>
          {problem?.code === "wrong_password" && account.has_password && (
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
      </details>
      <Confirm
        open={leaving !== null}
        title={t("account.deleteAsk", { name: leaving?.name ?? "" })}
        action={t("account.delete")}
        dismiss={t("account.keep")}
        onConfirm={() => {
          if (leaving) void remove(leaving.id);
          setLeaving(null);
        }}
        onDismiss={() => setLeaving(null)}
      >
        <p>{t("account.codeGone")}</p>
      </Confirm>
    </section>
  );
}

function describe({ scopes, expires_at, last_used_at }: AccessToken, now: number): string[] {
  const ends = expires_at
    ? t("account.until", { when: formatWithin(expires_at, now) })
    : t("account.endless");
  const used = last_used_at
    ? t("account.lastUsed", { when: formatWithin(last_used_at, now) })
    : t("account.notUsed");
  const acts = scopes.map((scope) => (MAY[scope] ? t(MAY[scope]) : scope));
  return [t("account.may", { what: new Intl.ListFormat(locale()).format(acts) }), `${ends} · ${used}`];
}
