import { useCallback } from "preact/compat";
import { block, blockAddress, readAddressBlocks, readBlocks, unblock, unblockAddress } from "../../api/calls";
import type { Holder } from "../../api/types";
import { useAct } from "../../ui/useAct";
import { usePages } from "../../ui/usePages";

/** Who is blocked, or may be: by account or by address, as tokens are given. */
export interface Blockable {
  /** An account's id or an address, told apart. */
  key: string;
  name: string;
  account: string | null;
}

export interface Block extends Blockable {
  since: string;
  /** How an address's block is ended. */
  id: string | null;
}

/** Null: nobody, as a closed account. */
export function toBlockable({ account, email }: Pick<Holder, "account" | "email">): Blockable | null {
  if (account !== null)
    return { key: `account ${account.id}`, name: account.display_name, account: account.id };
  return email === null ? null : { key: `address ${email}`, name: email, account: null };
}

/** Whom an artist blocks, the last first, and blocking more. Two lists to the server, one to people. */
export function useBlocking(artist: string) {
  const blocking = useAct(
    useCallback(
      ({ account, name }: Blockable) =>
        account === null ? blockAddress(artist, name) : block(artist, account),
      [artist],
    ),
  );
  const ending = useAct(
    useCallback(
      async ({ account, id }: Block) => {
        if (account !== null) await unblock(artist, account);
        else if (id !== null) await unblockAddress(artist, id);
      },
      [artist],
    ),
  );
  const version = `${blocking.version} ${ending.version}`;
  const accounts = usePages(
    useCallback((signal, cursor) => readBlocks(artist, signal, cursor), [artist]),
    version,
  );
  const addresses = usePages(
    useCallback((signal, cursor) => readAddressBlocks(artist, signal, cursor), [artist]),
    version,
  );
  const known = accounts.pages !== null && addresses.pages !== null;
  const blocks: Block[] = [];
  for (const { account, blocked_at } of accounts.pages?.flatMap((page) => page.blocks) ?? []) {
    const { id, display_name } = account;
    blocks.push({ key: `account ${id}`, name: display_name, account: id, since: blocked_at, id: null });
  }
  for (const { id, email, blocked_at } of addresses.pages?.flatMap((page) => page.blocks) ?? []) {
    blocks.push({ key: `address ${email}`, name: email, account: null, since: blocked_at, id });
  }
  blocks.sort((one, other) => Date.parse(other.since) - Date.parse(one.since));
  return {
    blocks: known ? blocks : null,
    more: accounts.more ?? addresses.more,
    pending: blocking.pending || ending.pending || accounts.pending || addresses.pending,
    problem: blocking.problem ?? ending.problem ?? accounts.problem ?? addresses.problem,
    again: () => {
      accounts.again();
      addresses.again();
    },
    block: blocking.submit,
    unblock: ending.submit,
  };
}
