import { useCallback, useEffect, useState } from "preact/compat";
import type { Account, Passkey } from "../../api/types";
import { addPasskey, readMethods, readPasskeyDraft, readPasskeys, removePasskey } from "../../api/waysIn";
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
  const { remove, said, place, ...removing } = useRemoving(removePasskey, "Removed.");
  // With each that is added its form is made anew; the keyboard goes on above the list that it is in.
  useEffect(() => {
    if (adding.version > 0) place.current?.focus();
  }, [adding.version, place]);
  const [passkeys, trouble, again] = useRead(readPasskeys, `${adding.version} ${removing.version}`);
  const possible = methods?.passkey === true && knowsPasskeys();
  return (
    <section className="panel" aria-labelledby="passkeys">
      <h2 id="passkeys" tabIndex={-1} ref={place}>
        Passkeys
      </h2>
      <p className="quiet">Sign in with a finger, your face or your device’s PIN instead of the password.</p>
      {removing.problem && <ProblemNote problem={removing.problem} />}
      {trouble && <ProblemNote problem={trouble} onRetry={again} />}
      {passkeys === null && !trouble && <Waiting what="Loading" />}
      {passkeys !== null && passkeys.length > 0 && (
        <ul className="facts">
          {passkeys.map((passkey) => (
            <Fact
              key={passkey.id}
              name={passkey.name}
              badge={passkey.suspect ? { tone: "warn", words: "Perhaps copied" } : null}
              lines={describe(passkey, now)}
              hint={
                passkey.suspect
                  ? "Somebody else may have a copy. Remove it, and add a new one if it is yours."
                  : null
              }
            >
              <button
                type="button"
                className="button small"
                aria-label={`Remove ${passkey.name}`}
                onClick={() => setLeaving(passkey)}
              >
                Remove
              </button>
            </Fact>
          ))}
        </ul>
      )}
      <Said words={said} />
      {possible ? (
        <details className="more" key={adding.version}>
          <summary>New passkey</summary>
          <Form
            fields={["name", "password"]}
            problem={adding.problem}
            pending={adding.pending}
            action="Add a passkey"
            onSubmit={adding.submit}
          >
            <Field
              label="Name"
              name="name"
              defaultValue={nameThisDevice()}
              maxLength={80}
              hint="By which you know it again, such as My phone."
              autoComplete="off"
              required
              error={adding.problem?.fields.name}
            />
            {adding.problem?.code === "wrong_password" && account.has_password && (
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
      ) : (
        methods !== null && <p className="hint">{impossible(methods.passkey)}</p>
      )}
      <Confirm
        open={leaving !== null}
        title={`Remove ${leaving?.name ?? ""}?`}
        action="Remove"
        dismiss="Keep it"
        onConfirm={() => {
          if (leaving) void remove(leaving.id);
          setLeaving(null);
        }}
        onDismiss={() => setLeaving(null)}
      >
        <p>Nobody signs in with it any more. The device may still show it; remove it there, too.</p>
      </Confirm>
    </section>
  );
}

function describe({ created_at, last_used_at }: Passkey, now: number): string[] {
  const used = last_used_at ? `Last used ${formatWithin(last_used_at, now)}` : "Not used yet";
  return [used, `Added ${formatWithin(created_at, now)}`];
}

function impossible(named: boolean): string {
  if (!named)
    return "A passkey belongs to a name. Open this page by its name instead of an address of numbers to add one.";
  return "This browser makes no passkeys here: it takes a page with https, or one on this computer.";
}

/** A first guess at what somebody would call it. */
function nameThisDevice(): string {
  const { userAgent } = navigator;
  const names = ["iPhone", "iPad", "Android", "Macintosh", "Windows", "Linux"];
  const found = names.find((name) => userAgent.includes(name));
  return found === undefined ? "" : found === "Macintosh" ? "Mac" : found;
}
