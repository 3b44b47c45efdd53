import { useCallback, useState } from "react";
import { Link } from "react-router";
import { readHolders, readTokenEntries } from "../../api/calls";
import { useSession } from "../../session/session";
import { CopyField } from "../../ui/CopyField";
import { More } from "../../ui/More";
import { ProblemNote } from "../../ui/ProblemNote";
import { formatWithin } from "../../ui/time";
import { useNow } from "../../ui/useNow";
import { usePages } from "../../ui/usePages";
import { usePageTitle } from "../../ui/usePageTitle";
import { formatCount } from "../../ui/Viewers";
import { Waiting } from "../../ui/Waiting";
import { Entries, nameHolder } from "./Entries";
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
  const { pages, more, pending, problem } = usePages(
    useCallback((signal, cursor) => readHolders(artist, signal, cursor), [artist]),
    version,
  );
  const total = pages?.[0]?.total ?? 0;
  return (
    <section className="panel" aria-labelledby="holders">
      <h2 id="holders">Who holds them</h2>
      {problem && <ProblemNote problem={problem} />}
      {pages === null && !problem && <Waiting what="Loading" />}
      {pages !== null && total === 0 && <p>Nobody yet.</p>}
      {total > 0 && (
        <>
          <p>
            <b className="figure">{formatCount(total)}</b> {total === 1 ? "holder" : "holders"}, each as you
            gave to them: by account, or by e-mail address.
          </p>
          <ul className="facts">
            {pages
              ?.flatMap((page) => page.holders)
              .map((holder) => (
                <li key={`${nameHolder(holder)} ${holder.since}`}>
                  <div>
                    <p>
                      <b>{nameHolder(holder)}</b>
                    </p>
                    <p className="by">Since {formatWithin(holder.since, now)}</p>
                  </div>
                  <span className="figure">{formatCount(holder.balance)}</span>
                </li>
              ))}
          </ul>
          <More more={more} pending={pending} />
        </>
      )}
    </section>
  );
}

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
  const read = useCallback(
    (signal?: AbortSignal, cursor?: string | null) => readTokenEntries(artist, signal, cursor),
    [artist],
  );
  return <Entries read={read} version={version} whose />;
}
