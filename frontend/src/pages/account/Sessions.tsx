import { useCallback } from "react";
import { endOtherSessions, endSession, readSessions } from "../../api/calls";
import type { Session } from "../../api/types";
import { ProblemNote } from "../../ui/ProblemNote";
import { formatMoment } from "../../ui/time";
import { useAct } from "../../ui/useAct";
import { useNow } from "../../ui/useNow";
import { useRead } from "../../ui/useRead";
import { Waiting } from "../../ui/Waiting";

const METHODS: Record<string, string> = {
  password: "with the password",
  passkey: "with a passkey",
  oidc: "with another account",
  reset: "with a new password",
};

/** Where this account is signed in, each of which can be ended from here. */
export function Sessions() {
  const now = useNow();
  const { submit, pending, problem, version } = useAct(
    useCallback((id: string | null) => (id === null ? endOtherSessions() : endSession(id)), []),
  );
  const [sessions, trouble] = useRead(readSessions, version);
  const shown = problem ?? trouble;
  return (
    <section className="panel" aria-labelledby="sessions">
      <header className="panel-head">
        <h2 id="sessions">Where you are signed in</h2>
        {sessions !== null && sessions.length > 1 && (
          <button
            type="button"
            className="button small"
            aria-disabled={pending}
            onClick={() => void submit(null)}
          >
            Sign out everywhere else
          </button>
        )}
      </header>
      {shown && <ProblemNote problem={shown} />}
      {sessions === null && !shown && <Waiting what="Loading" />}
      <ul className="facts">
        {sessions?.map((session) => (
          <li key={session.id}>
            <div>
              <p>
                <b>{session.device ?? "A program"}</b>
                {session.current && (
                  <span className="badge" data-tone="good">
                    This one
                  </span>
                )}
              </p>
              <p className="by">{describe(session, now)}</p>
            </div>
            {!session.current && (
              <button
                type="button"
                className="button small"
                aria-label={`Sign out ${session.device ?? "a program"}`}
                aria-disabled={pending}
                onClick={() => void submit(session.id)}
              >
                Sign out
              </button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function describe({ address, method, created_at, last_seen_at }: Session, now: number): string {
  const how = METHODS[method] ?? "";
  const since = `since ${formatMoment(created_at, now)}`;
  const seen = last_seen_at ? `last seen ${formatMoment(last_seen_at, now)}` : "";
  return [address, [since, how].filter(Boolean).join(" "), seen].filter(Boolean).join(" · ");
}
