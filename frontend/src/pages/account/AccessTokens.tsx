import { useCallback, useEffect, useRef, useState } from "react";
import { createAccessToken, deleteAccessToken, readAccessTokens } from "../../api/calls";
import type { AccessToken, AccessTokenDraft, Account, NewAccessToken } from "../../api/types";
import { CopyField } from "../../ui/CopyField";
import { Field } from "../../ui/Field";
import { Form } from "../../ui/Form";
import { ProblemNote } from "../../ui/ProblemNote";
import { formatMoment } from "../../ui/time";
import { useAct } from "../../ui/useAct";
import { useNow } from "../../ui/useNow";
import { useRead } from "../../ui/useRead";

const SCOPES: readonly { scope: AccessTokenDraft["scopes"][number]; words: string; artist?: true }[] = [
  { scope: "watch", words: "Watch what you may watch" },
  { scope: "manage", words: "Create, start and end livestreams, and see their keys", artist: true },
  { scope: "moderate", words: "Keep accounts out of your shows", artist: true },
  { scope: "tokens", words: "Give out your tokens", artist: true },
];

/** The longest first: what is made for a program that stays is made on purpose. */
const DAYS = [7, 30, 90, 365] as const;

/** For programs that act for this account: each may only what it was made for. */
export function AccessTokens({ account }: { account: Account }) {
  const now = useNow();
  const [made, setMade] = useState<NewAccessToken | null>(null);
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
  const deleting = useAct(
    useCallback(async (id: string) => {
      await deleteAccessToken(id);
      setMade((known) => (known?.id === id ? null : known));
    }, []),
  );
  // Shown once, so nobody may miss it.
  const note = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: with each that is made
  useEffect(() => note.current?.focus(), [made]);
  const [tokens, trouble] = useRead(readAccessTokens, `${creating.version} ${deleting.version}`);
  const shown = deleting.problem ?? trouble;
  const { problem } = creating;
  return (
    <section className="panel" aria-labelledby="access-tokens">
      <h2 id="access-tokens">Access tokens</h2>
      <p>
        For bots, overlays and shops that act for you through the <a href="/docs">API</a>. None of them can
        change your account.
      </p>
      {made && (
        <div className="note good" role="status" tabIndex={-1} ref={note}>
          <p>Copy it now: it is not shown again.</p>
          <CopyField key={made.id} label={made.name} value={made.token} secret />
        </div>
      )}
      {shown && <ProblemNote problem={shown} />}
      <ul className="facts">
        {tokens?.map((token) => (
          <li key={token.id}>
            <div>
              <p>
                <b>{token.name}</b>
              </p>
              <p className="by">{describe(token, now)}</p>
            </div>
            <button
              type="button"
              className="button small"
              aria-label={`Delete ${token.name}`}
              aria-disabled={deleting.pending}
              onClick={() => void deleting.submit(token.id)}
            >
              Delete
            </button>
          </li>
        ))}
      </ul>
      <details className="more">
        <summary>New access token</summary>
        <Form
          key={creating.version}
          fields={["name", "scopes", "expires_at", "password"]}
          problem={problem}
          pending={creating.pending}
          action="Make token"
          onSubmit={(data) => void creating.submit(data)}
        >
          <Field label="Name" name="name" hint="What it is for." required error={problem?.fields.name} />
          <fieldset className="choice many">
            <legend>It may</legend>
            {SCOPES.filter(({ artist }) => !artist || account.role === "artist").map(({ scope, words }) => (
              <label key={scope}>
                <input type="checkbox" name="scopes" value={scope} /> {words}
              </label>
            ))}
            {problem?.fields.scopes && <p className="field-error">{problem.fields.scopes}</p>}
          </fieldset>
          <div className="field">
            <label htmlFor="token-days">It ends</label>
            <select id="token-days" name="days" defaultValue="90">
              {DAYS.map((days) => (
                <option key={days} value={days}>
                  after {days} days
                </option>
              ))}
              <option value="0">never</option>
            </select>
          </div>
          {problem?.code === "wrong_password" && account.has_password && (
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
      </details>
    </section>
  );
}

function describe({ scopes, expires_at, last_used_at }: AccessToken, now: number): string {
  const ends = expires_at ? `until ${formatMoment(expires_at, now)}` : "without an end";
  const used = last_used_at ? `last used ${formatMoment(last_used_at, now)}` : "never used";
  return [scopes.join(", "), ends, used].join(" · ");
}
