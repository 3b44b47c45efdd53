import { useCallback, useState } from "react";
import { Navigate, useLocation } from "react-router";
import { readWalletEntries } from "../../api/calls";
import type { Wallet } from "../../api/types";
import { useSession } from "../../session/session";
import { useWallets } from "../../session/useWallets";
import { ProblemNote } from "../../ui/ProblemNote";
import { usePageTitle } from "../../ui/usePageTitle";
import { formatCount } from "../../ui/Viewers";
import { Waiting } from "../../ui/Waiting";
import { Verification } from "../account/Verification";
import { Entries } from "./Entries";

/** What the account holds, and of whose tokens. */
export function WalletsPage() {
  usePageTitle("Your tokens");
  const { account } = useSession();
  const { pathname } = useLocation();
  if (account === undefined) return <Waiting what="Loading your tokens" />;
  if (account === null) return <Navigate to={`/sign-in?next=${encodeURIComponent(pathname)}`} replace />;
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
  const [wallets, problem] = useWallets();
  if (problem) return <ProblemNote problem={problem} />;
  if (wallets === null) return <Waiting what="Loading your tokens" />;
  if (wallets.length === 0) {
    return (
      <div className="empty">
        <h2>None yet</h2>
        <p>
          Artists give their tokens to those who may see certain shows. A show that needs some says so, and
          where to get them. What is given to your e-mail address arrives here once it is confirmed.
        </p>
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
      <p className="wallet-head">
        <b>{artist.display_name}</b>
        <span className="figure wallet-balance">{formatCount(balance)}</span>
      </p>
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
