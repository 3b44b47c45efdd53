import { useCallback } from "preact/compat";
import { endOtherSessions, endSession, readSessions } from "../../api/calls";
import type { Session } from "../../api/types";
import type { MessageKey } from "../../i18n/messages";
import { t } from "../../i18n/t";
import { Fact } from "../../ui/Fact";
import { nameDevice } from "../../ui/nameDevice";
import { ProblemNote } from "../../ui/ProblemNote";
import { Said } from "../../ui/Said";
import { formatWithin } from "../../ui/time";
import { useNow } from "../../ui/useNow";
import { useRead } from "../../ui/useRead";
import { useRemoving } from "../../ui/useRemoving";
import { Waiting } from "../../ui/Waiting";

/** By the server's name for the way in. */
const METHODS: Readonly<Record<string, MessageKey>> = {
  password: "account.withPassword",
  passkey: "account.withPasskey",
  oidc: "account.withOidc",
  reset: "account.withReset",
};

const OTHERS = "others";

/** Where this account is signed in, each of which can be ended from here. */
export function Sessions() {
  const now = useNow();
  const { remove, pending, problem, version, said, place } = useRemoving(
    useCallback((id: string) => (id === OTHERS ? endOtherSessions() : endSession(id)), []),
    t("account.signedOut"),
  );
  const [sessions, trouble, again] = useRead(readSessions, version);
  return (
    <section className="panel" aria-labelledby="sessions">
      <header className="panel-head">
        <h2 id="sessions" tabIndex={-1} ref={place}>
          {t("account.sessions")}
        </h2>
        {sessions !== null && sessions.length > 1 && (
          <button
            type="button"
            className="button small"
            aria-disabled={pending}
            onClick={() => void remove(OTHERS)}
          >
            {t("account.signOutOthers")}
          </button>
        )}
      </header>
      {problem && <ProblemNote problem={problem} />}
      {trouble && <ProblemNote problem={trouble} onRetry={again} />}
      {sessions === null && !trouble && <Waiting what={t("account.loadingShort")} />}
      {sessions !== null && (
        <ul className="facts">
          {sessions.map((session) => (
            <Fact
              key={session.id}
              name={nameDevice(session) ?? t("account.program")}
              badge={session.current ? { tone: "good", words: t("account.thisOne") } : null}
              lines={describe(session, now)}
            >
              {!session.current && (
                <button
                  type="button"
                  className="button small"
                  aria-label={t("account.signOutOf", { name: nameDevice(session) ?? t("account.program") })}
                  aria-disabled={pending}
                  onClick={() => void remove(session.id)}
                >
                  {t("account.signOut")}
                </button>
              )}
            </Fact>
          ))}
        </ul>
      )}
      <Said words={said} />
    </section>
  );
}

function describe({ address, method, created_at, last_seen_at }: Session, now: number): string[] {
  const seen = last_seen_at ? t("account.lastSeen", { when: formatWithin(last_seen_at, now) }) : "";
  const since = t("account.signedIn", { when: formatWithin(created_at, now) });
  const how = METHODS[method];
  return [
    [seen, address].filter(Boolean).join(" · "),
    [since, how && t(how)].filter(Boolean).join(", "),
  ].filter(Boolean);
}
