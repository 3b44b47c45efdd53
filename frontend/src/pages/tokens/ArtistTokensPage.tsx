import { useCallback, useEffect, useState } from "react";
import { Link } from "react-router";
import { readHolders, readTokenEntries } from "../../api/calls";
import type { Holder } from "../../api/types";
import { useSession } from "../../session/session";
import { CopyField } from "../../ui/CopyField";
import { ProblemNote } from "../../ui/ProblemNote";
import { formatMoment } from "../../ui/time";
import { useNow } from "../../ui/useNow";
import { usePageTitle } from "../../ui/usePageTitle";
import { useRead } from "../../ui/useRead";
import { useSubmit } from "../../ui/useSubmit";
import { formatCount } from "../../ui/Viewers";
import { Waiting } from "../../ui/Waiting";
import { Entries } from "./Entries";
import { GrantForm } from "./GrantForm";
import { ImportForm } from "./ImportForm";
import { OfferForm } from "./OfferForm";

/** An artist's own tokens: who holds them, giving them out, and what was booked. */
export function ArtistTokensPage() {
  usePageTitle("Tokens");
  const { account } = useSession();
  const [version, setVersion] = useState(0);
  const booked = useCallback(() => setVersion((count) => count + 1), []);
  if (!account) return null; // the way here asked
  return (
    <div className="page account">
      <header>
        <h1>Your tokens</h1>
        <p>
          Give them to whom you like, for money or for love. A livestream may then be for those who hold
          enough of them, and for nobody else.
        </p>
      </header>
      <GrantForm artist={account.id} onBooked={booked} />
      <Holders artist={account.id} version={version} />
      <ImportForm artist={account.id} onBooked={booked} />
      <OfferForm artist={account.id} />
      <History artist={account.id} version={version} />
      <section className="panel" aria-labelledby="programs">
        <h2 id="programs">For programs</h2>
        <p>
          A shop gives tokens through the <a href="/docs">API</a>, with an{" "}
          <Link to="/account#access-tokens">access token</Link> for tokens, by your id:
        </p>
        <CopyField label="Your artist id" value={account.id} />
      </section>
    </div>
  );
}

function Holders({ artist, version }: { artist: string; version: number }) {
  const now = useNow();
  const read = useCallback((signal: AbortSignal) => readHolders(artist, signal), [artist]);
  const [found, trouble] = useRead(read, version);
  const [more, setMore] = useState<readonly Holder[]>([]);
  const [next, setNext] = useState<string | null>(null);
  useEffect(() => {
    setMore([]);
    setNext(found?.next_cursor ?? null);
  }, [found]);
  const {
    submit,
    pending,
    problem: refusal,
  } = useSubmit(
    useCallback(
      async (cursor: string) => {
        const page = await readHolders(artist, undefined, cursor);
        setMore((known) => [...known, ...page.holders]);
        setNext(page.next_cursor);
      },
      [artist],
    ),
  );
  const problem = refusal ?? trouble;
  return (
    <section className="panel" aria-labelledby="holders">
      <h2 id="holders">Who holds them</h2>
      {problem && <ProblemNote problem={problem} />}
      {found === null && !problem && <Waiting what="Loading" />}
      {found?.holders.length === 0 && <p>Nobody yet.</p>}
      {found !== null && found.holders.length > 0 && (
        <>
          <p>
            <b className="figure">{formatCount(found.total)}</b> {found.total === 1 ? "holder" : "holders"}.
          </p>
          <ul className="facts">
            {[...found.holders, ...more].map((holder) => (
              <li key={holder.account?.id ?? holder.email ?? holder.since}>
                <div>
                  <p>
                    <b>{holder.account?.display_name ?? holder.email ?? "A closed account"}</b>
                    {waits(holder) && (
                      <span className="badge" data-tone="warn">
                        Waiting
                      </span>
                    )}
                  </p>
                  <p className="by">
                    {waits(holder) ? "For an account with this address confirmed, " : ""}
                    since {formatMoment(holder.since, now)}
                  </p>
                </div>
                <span className="figure">{formatCount(holder.balance)}</span>
              </li>
            ))}
          </ul>
          {next !== null && (
            <button
              type="button"
              className="button"
              aria-disabled={pending}
              onClick={() => void submit(next)}
            >
              Show more
            </button>
          )}
        </>
      )}
    </section>
  );
}

const waits = ({ account, email }: Holder): boolean => account === null && email !== null;

function History({ artist, version }: { artist: string; version: number }) {
  const [open, setOpen] = useState(false);
  return (
    <section className="panel" aria-labelledby="entries">
      <h2 id="entries">What was booked</h2>
      <details className="more" onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>Show the latest</summary>
        {open && <Booked artist={artist} version={version} />}
      </details>
    </section>
  );
}

function Booked({ artist, version }: { artist: string; version: number }) {
  const read = useCallback((signal: AbortSignal) => readTokenEntries(artist, signal), [artist]);
  const [entries, problem] = useRead(read, version);
  if (problem) return <ProblemNote problem={problem} />;
  if (entries === null) return <Waiting what="Loading" />;
  return entries.length === 0 ? <p>Nothing yet.</p> : <Entries entries={entries} whose />;
}
