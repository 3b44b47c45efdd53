import { useCallback } from "preact/compat";
import { endOtherSessions, endSession, readSessions } from "../../api/calls";
import type { Session } from "../../api/types";
import { Fact } from "../../ui/Fact";
import { ProblemNote } from "../../ui/ProblemNote";
import { Said } from "../../ui/Said";
import { formatWithin } from "../../ui/time";
import { useNow } from "../../ui/useNow";
import { useRead } from "../../ui/useRead";
import { useRemoving } from "../../ui/useRemoving";
import { Waiting } from "../../ui/Waiting";

const METHODS: Record<string, string> = {
  password: "with the password",
  passkey: "with a passkey",
  oidc: "with another account",
  reset: "with a new password",
};

const OTHERS = "others";

/** Where this account is signed in, each of which can be ended from here. */
export function Sessions() {
  const now = useNow();
  const { remove, pending, problem, version, said, place } = useRemoving(
    useCallback((id: string) => (id === OTHERS ? endOtherSessions() : endSession(id)), []),
    "Signed out.",
  );
  const [sessions, trouble, again] = useRead(readSessions, version);
  return (
    <section className="panel" aria-labelledby="sessions">
      <header className="panel-head">
        <h2 id="sessions" tabIndex={-1} ref={place}>
          Where you are signed in
        </h2>
        {sessions !== null && sessions.length > 1 && (
          <button
            type="button"
            className="button small"
            aria-disabled={pending}
            onClick={() => void remove(OTHERS)}
          >
            Sign out everywhere else
          </button>
        )}
      </header>
      {problem && <ProblemNote problem={problem} />}
      {trouble && <ProblemNote problem={trouble} onRetry={again} />}
      {sessions === null && !trouble && <Waiting what="Loading" />}
      {sessions !== null && (
        <ul className="facts">
          {sessions.map((session) => (
            <Fact
              key={session.id}
              name={session.device ?? "A program"}
              badge={session.current ? { tone: "good", words: "This one" } : null}
              lines={describe(session, now)}
            >
              {!session.current && (
                <button
                  type="button"
                  className="button small"
                  aria-label={`Sign out ${session.device ?? "a program"}`}
                  aria-disabled={pending}
                  onClick={() => void remove(session.id)}
                >
                  Sign out
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
  const seen = last_seen_at ? `Last seen ${formatWithin(last_seen_at, now)}` : "";
  const since = `Signed in ${formatWithin(created_at, now)}`;
  return [
    [seen, address].filter(Boolean).join(" · "),
    [since, METHODS[method]].filter(Boolean).join(", "),
  ].filter(Boolean);
}
