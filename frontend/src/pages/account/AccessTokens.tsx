import { useCallback, useEffect, useRef, useState } from "preact/compat";
import { createAccessToken, deleteAccessToken, readAccessTokens } from "../../api/calls";
import type { AccessToken, AccessTokenDraft, Account, NewAccessToken } from "../../api/types";
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

const SCOPES: readonly { scope: Scope; words: string; artist?: true }[] = [
  { scope: "watch", words: "Watch what you may watch" },
  { scope: "manage", words: "Create, start and end livestreams, and see their stream keys", artist: true },
  { scope: "moderate", words: "Keep people out of your shows", artist: true },
  { scope: "tokens", words: "Give out your tokens", artist: true },
];

/** The same within a sentence. */
const MAY: Readonly<Record<Scope, string>> = {
  watch: "watch",
  chat: "chat",
  manage: "run livestreams",
  moderate: "keep people out",
  tokens: "give out tokens",
};

const list = new Intl.ListFormat("en");

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
    "Deleted.",
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
        Programs that act for you
      </h2>
      <p className="quiet">
        A bot, an overlay or a shop gets in with an access code of its own (an access token, in the words of
        the <a href="/docs">API</a>). None of them can change your account.
      </p>
      {made && (
        <div className="note good" role="status" tabIndex={-1} ref={note}>
          <p>Copy it now: it is not shown again.</p>
          <CopyField key={made.id} label={made.name} value={made.token} secret />
        </div>
      )}
      {deleting.problem && <ProblemNote problem={deleting.problem} />}
      {trouble && <ProblemNote problem={trouble} onRetry={again} />}
      {codes === null && !trouble && <Waiting what="Loading" />}
      {codes !== null && codes.length > 0 && (
        <ul className="facts">
          {codes.map((code) => (
            <Fact key={code.id} name={code.name} lines={describe(code, now)}>
              <button
                type="button"
                className="button small"
                aria-label={`Delete ${code.name}`}
                aria-disabled={deleting.pending}
                onClick={() => setLeaving(code)}
              >
                Delete
              </button>
            </Fact>
          ))}
        </ul>
      )}
      <Said words={said} />
      <details className="more">
        <summary>New access code</summary>
        <Form
          fields={["name", "scopes", "expires_at", "password"]}
          problem={problem}
          pending={creating.pending}
          action="Make the code"
          empties
          onSubmit={creating.submit}
        >
          <Field label="Name" name="name" hint="What it is for." required error={problem?.fields.name} />
          <fieldset className="choice many">
            <legend>It may</legend>
            {SCOPES.filter(({ artist }) => !artist || account.role === "artist").map(({ scope, words }) => (
              <label key={scope}>
                <input
                  type="checkbox"
                  name="scopes"
                  value={scope}
                  aria-invalid={unchosen ? true : undefined}
                  aria-describedby={unchosen ? "scopes-error" : undefined}
                />{" "}
                {words}
              </label>
            ))}
            {unchosen && (
              <p className="field-error" id="scopes-error">
                Choose what it may do.
              </p>
            )}
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
      <Confirm
        open={leaving !== null}
        title={`Delete ${leaving?.name ?? ""}?`}
        action="Delete"
        dismiss="Keep it"
        onConfirm={() => {
          if (leaving) void remove(leaving.id);
          setLeaving(null);
        }}
        onDismiss={() => setLeaving(null)}
      >
        <p>The program that has it can do nothing more for you, at once.</p>
      </Confirm>
    </section>
  );
}

function describe({ scopes, expires_at, last_used_at }: AccessToken, now: number): string[] {
  const ends = expires_at ? `Until ${formatWithin(expires_at, now)}` : "Without an end";
  const used = last_used_at ? `last used ${formatWithin(last_used_at, now)}` : "never used";
  return [`May ${list.format(scopes.map((scope) => MAY[scope] ?? scope))}`, `${ends} · ${used}`];
}
