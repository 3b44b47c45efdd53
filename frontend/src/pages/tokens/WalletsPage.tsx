import { useCallback, useState } from "preact/compat";
import { readWalletEntries } from "../../api/calls";
import type { Wallet } from "../../api/types";
import { useSession } from "../../session/session";
import { Unknown } from "../../session/Unknown";
import { useWallets } from "../../session/useWallets";
import { formatCount } from "../../ui/counts";
import { ProblemNote } from "../../ui/ProblemNote";
import { Navigate, usePath } from "../../ui/routing";
import { usePageTitle } from "../../ui/usePageTitle";
import { Waiting } from "../../ui/Waiting";
import { Verification } from "../account/Verification";
import { Entries } from "./Entries";

/** What the account holds, and of whose tokens. */
export function WalletsPage() {
  usePageTitle("Your tokens");
  const { account } = useSession();
  const path = usePath();
  if (account === undefined) return <Unknown what="Loading your tokens" />;
  if (account === null) return <Navigate to={`/sign-in?next=${encodeURIComponent(path)}`} replace />;
  return (
    <div className="page account">
      <h1>Your tokens</h1>
      <Verification account={account}>
        What was given to this address arrives when you open its link.
      </Verification>
      <Wallets />
    </div>
  );
}

function Wallets() {
  const [wallets, problem, again] = useWallets();
  if (problem?.code === "tokens_elsewhere") {
    return (
      <div className="empty">
        <h2>Kept elsewhere</h2>
        <p>
          Tokens for shows on this platform are kept in another system. A show that needs some says how many
          of them it counts for you, and where to get more.
        </p>
      </div>
    );
  }
  if (problem) return <ProblemNote problem={problem} onRetry={again} />;
  if (wallets === null) return <Waiting what="Loading your tokens" />;
  if (wallets.length === 0) {
    return (
      <div className="panel inviting">
        <h2>No tokens yet</h2>
        <p>
          Some shows are for fans who hold an artist’s tokens. Artists give them out at concerts, in their
          shops or to friends; the page of such a show says where. What you are given arrives here by itself.
        </p>
        <a href="/livestreams" className="button primary">
          Find a show
        </a>
      </div>
    );
  }
  return (
    <ul className="wallets">
      {wallets.map((wallet) => (
        <WalletPanel key={wallet.artist.id} wallet={wallet} />
      ))}
    </ul>
  );
}

function WalletPanel({ wallet: { artist, balance } }: { wallet: Wallet }) {
  const [open, setOpen] = useState(false);
  return (
    <li className="panel wallet">
      <div className="wallet-head">
        <h2>
          <bdi>{artist.display_name}</bdi>
        </h2>
        <span className="figure wallet-balance">
          {formatCount(balance)}
          <span className="visually-hidden"> {balance === 1 ? "token" : "tokens"}</span>
        </span>
      </div>
      <details className="more" onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>Where they came from</summary>
        {/* Anew with the balance: something was booked. */}
        {open && <History artist={artist.id} version={balance} />}
      </details>
    </li>
  );
}

function History({ artist, version }: { artist: string; version: number }) {
  const read = useCallback(
    (signal?: AbortSignal, cursor?: string | null) => readWalletEntries(artist, signal, cursor),
    [artist],
  );
  return <Entries read={read} version={version} />;
}
