import { readWallets } from "../api/calls";
import type { Problem } from "../api/problem";
import type { Wallet } from "../api/types";
import { pollWallets } from "../channel/polls";
import { useChannel } from "../channel/useChannel";
import { useRead } from "../ui/useRead";

/** What the account holds of each artist's tokens, as of now, as `useRead` gives it. */
export function useWallets(): [readonly Wallet[] | null, Problem | null, () => void] {
  const { board } = useChannel("/ws/me", pollWallets);
  // The channel tells what changes, and by a name that is new, that there is another one to read of.
  const [read, problem, again] = useRead(
    readWallets,
    `${board.version} ${[...board.wallets.keys()].join(" ")}`,
  );
  if (read === null) return [null, problem, again];
  return [
    read.map((wallet) => ({ ...wallet, balance: board.wallets.get(wallet.artist.id) ?? wallet.balance })),
    null,
    again,
  ];
}
