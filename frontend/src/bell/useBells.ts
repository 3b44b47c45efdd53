import { useCallback, useSyncExternalStore } from "preact/compat";
import { useSession } from "../session/session";
import { BellStore, type Bells } from "./bells";

let kept: { account: string; store: BellStore } | null = null;

function find(account: string): BellStore {
  if (kept?.account !== account) kept = { account, store: new BellStore() };
  return kept.store;
}

/** What the account that is here wants to hear of; null while that is not known, or for a visitor. */
export function useBells(): { bells: Bells | null; store: BellStore | null } {
  const { account } = useSession();
  const store = account ? find(account.id) : null;
  const subscribe = useCallback(
    (listener: () => void) => (store === null ? () => {} : store.subscribe(listener)),
    [store],
  );
  const bells = useSyncExternalStore(subscribe, () => store?.state ?? null);
  return { bells, store };
}
