import { useCallback, useState } from "react";
import { Link } from "react-router";
import { readTokenEntries } from "../../api/calls";
import { useSession } from "../../session/session";
import { Confirm } from "../../ui/Confirm";
import { CopyField } from "../../ui/CopyField";
import { usePageTitle } from "../../ui/usePageTitle";
import { Blocks } from "./Blocks";
import { type Blockable, useBlocking } from "./blocking";
import { Entries } from "./Entries";
import { GrantForm } from "./GrantForm";
import { Holders } from "./Holders";
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
      <People artist={account.id} version={version} />
      <ImportForm artist={account.id} onBooked={booked} />
      <OfferForm artist={account.id} />
      <History artist={account.id} version={version} />
      <section className="panel" aria-labelledby="programs">
        <h2 id="programs">For programs</h2>
        <p>
          A shop or a bot gives out tokens through the <a href="/docs">API</a>. It takes an{" "}
          <Link to="/account#access-tokens">access code</Link> that may do so, and your artist id:
        </p>
        <CopyField label="Your artist id" value={account.id} />
      </section>
    </div>
  );
}

/** Who holds them, and who watches nothing for all that. */
function People({ artist, version }: { artist: string; version: number }) {
  const [asking, setAsking] = useState<Blockable | null>(null);
  const { blocks, more, pending, problem, again, block, unblock } = useBlocking(artist);
  return (
    <>
      <Holders artist={artist} version={version} blocks={blocks} onBlock={setAsking} onUnblock={unblock} />
      <Blocks
        blocks={blocks}
        problem={problem}
        again={again}
        pending={pending}
        more={more}
        onUnblock={unblock}
      />
      <Confirm
        open={asking !== null}
        title={`Block ${asking?.name ?? ""}?`}
        action="Block"
        dismiss="Not now"
        onConfirm={() => {
          if (asking) void block(asking);
          setAsking(null);
        }}
        onDismiss={() => setAsking(null)}
      >
        <p>
          They watch none of your livestreams for holders any more. One that plays stops within five seconds.
          Their tokens stay theirs. You can unblock them at any time.
        </p>
      </Confirm>
    </>
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
