import { useCallback, useState } from "preact/compat";
import { readWalletEntries } from "../../api/calls";
import type { Wallet } from "../../api/types";
import { t } from "../../i18n/t";
import { useSession } from "../../session/session";
import { Unknown } from "../../session/Unknown";
import { useWallets } from "../../session/useWallets";
import { countTokens, formatCount } from "../../ui/counts";
import { ProblemNote } from "../../ui/ProblemNote";
import { Navigate, usePath } from "../../ui/routing";
import { usePageTitle } from "../../ui/usePageTitle";
import { Waiting } from "../../ui/Waiting";
import { Verification } from "../account/Verification";
import { Entries } from "./Entries";

/** What the account holds, and of whose tokens. */
export function WalletsPage() {
  usePageTitle(t("wallet.title"));
  const { account } = useSession();
  const path = usePath();
  if (account === undefined) return <Unknown what={t("wallet.loading")} />;
  if (account === null) return <Navigate to={`/sign-in?next=${encodeURIComponent(path)}`} replace />;
  return (
    <div className="page account">
      <h1>{t("wallet.title")}</h1>
      <Verification account={account}>{t("wallet.waits")}</Verification>
      <Wallets />
    </div>
  );
}

function Wallets() {
  const [wallets, problem, again] = useWallets();
  if (problem?.code === "tokens_elsewhere") {
    return <Inviting title={t("wallet.elsewhere")} words={t("wallet.elsewhereWords")} />;
  }
  if (problem) return <ProblemNote problem={problem} onRetry={again} />;
  if (wallets === null) return <Waiting what={t("wallet.loading")} />;
  if (wallets.length === 0) {
    return <Inviting title={t("wallet.none")} words={t("wallet.noneWords")} />;
  }
  return (
    <ul className="wallets">
      {wallets.map((wallet) => (
        <WalletPanel key={wallet.artist.id} wallet={wallet} />
      ))}
    </ul>
  );
}

/** In place of wallets: why there are none, and where they come of use. */
function Inviting({ title, words }: { title: string; words: string }) {
  return (
    <div className="panel inviting">
      <h2>{title}</h2>
      <p>{words}</p>
      <a href="/livestreams" className="button primary">
        {t("wallet.find")}
      </a>
    </div>
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
          <span aria-hidden="true">{formatCount(balance)}</span>
          <span className="visually-hidden">{countTokens(balance)}</span>
        </span>
      </div>
      <details className="more" onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>{t("wallet.history")}</summary>
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
