import { useCallback, useEffect, useState } from "preact/compat";
import type { Account, Passkey } from "../../api/types";
import { addPasskey, readMethods, readPasskeyDraft, readPasskeys, removePasskey } from "../../api/waysIn";
import { t } from "../../i18n/t";
import { knowsPasskeys, makePasskey } from "../../session/passkeys";
import { Confirm } from "../../ui/Confirm";
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

/** What signs in without a password: by a finger, a face, a device's PIN. */
export function Passkeys({ account }: { account: Account }) {
  const now = useNow();
  const [leaving, setLeaving] = useState<Passkey | null>(null);
  const [methods] = useRead(readMethods);
  const adding = useAct(
    useCallback(async (data: FormData) => {
      const options = await readPasskeyDraft(String(data.get("password") ?? ""));
      const credential = await makePasskey(options);
      if (credential !== null) await addPasskey(String(data.get("name")), credential);
    }, []),
  );
  const { remove, said, place, ...removing } = useRemoving(removePasskey, t("account.removed"));
  // With each that is added its form is made anew; the keyboard goes on above the list that it is in.
  useEffect(() => {
    if (adding.version > 0) place.current?.focus();
  }, [adding.version, place]);
  const [passkeys, trouble, again] = useRead(readPasskeys, `${adding.version} ${removing.version}`);
  const possible = methods?.passkey === true && knowsPasskeys();
  return (
    <section className="panel" aria-labelledby="passkeys">
      <h2 id="passkeys" tabIndex={-1} ref={place}>
        {t("account.passkeys")}
      </h2>
      <p className="quiet">{t("account.passkeysWords")}</p>
      {removing.problem && <ProblemNote problem={removing.problem} />}
      {trouble && <ProblemNote problem={trouble} onRetry={again} />}
      {passkeys === null && !trouble && <Waiting what={t("account.loadingShort")} />}
      {passkeys !== null && passkeys.length > 0 && (
        <ul className="facts">
          {passkeys.map((passkey) => (
            <Fact
              key={passkey.id}
              name={passkey.name}
              badge={passkey.suspect ? { tone: "warn", words: t("account.copied") } : null}
              lines={describe(passkey, now)}
              hint={passkey.suspect ? t("account.copiedWords") : null}
            >
              <button
                type="button"
                className="button small"
                aria-label={t("account.removeOf", { name: passkey.name })}
                onClick={() => setLeaving(passkey)}
              >
                {t("account.remove")}
              </button>
            </Fact>
          ))}
        </ul>
      )}
      <Said words={said} />
      {possible ? (
        <details className="more" key={adding.version}>
          <summary>{t("account.newPasskey")}</summary>
          <Form
            fields={["name", "password"]}
            problem={adding.problem}
            pending={adding.pending}
            action={t("account.addPasskey")}
            onSubmit={adding.submit}
          >
            <Field
              label={t("account.name")}
              name="name"
              defaultValue={nameThisDevice()}
              maxLength={80}
              hint={t("account.passkeyNameHint")}
              autoComplete="off"
              required
              error={adding.problem?.fields.name}
            />
            {adding.problem?.code === "wrong_password" && account.has_password && (
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
      ) : (
        methods !== null && <p className="hint">{impossible(methods.passkey)}</p>
      )}
      <Confirm
        open={leaving !== null}
        title={t("account.removeAsk", { name: leaving?.name ?? "" })}
        action={t("account.remove")}
        dismiss={t("account.keep")}
        onConfirm={() => {
          if (leaving) void remove(leaving.id);
          setLeaving(null);
        }}
        onDismiss={() => setLeaving(null)}
      >
        <p>{t("account.passkeyGone")}</p>
      </Confirm>
    </section>
  );
}

function describe({ created_at, last_used_at }: Passkey, now: number): string[] {
  const used = last_used_at
    ? t("account.lastUsed", { when: formatWithin(last_used_at, now) })
    : t("account.notUsed");
  return [used, t("account.addedOn", { when: formatWithin(created_at, now) })];
}

function impossible(named: boolean): string {
  return t(named ? "account.passkeyNotHere" : "account.passkeyNoName");
}

/** A first guess at what somebody would call it. */
function nameThisDevice(): string {
  const { userAgent } = navigator;
  const names = ["iPhone", "iPad", "Android", "Macintosh", "Windows", "Linux"];
  const found = names.find((name) => userAgent.includes(name));
  return found === undefined ? "" : found === "Macintosh" ? "Mac" : found;
}
