import { createContext, type ReactNode, use, useCallback, useEffect, useMemo, useState } from "react";
import { readAccount, signOut } from "../api/calls";
import { Problem } from "../api/problem";
import type { Account } from "../api/types";

/** Who is here. `undefined` while that is not known yet, null for a visitor. */
interface Session {
  account: Account | null | undefined;
  /** The server was asked and does not answer; it is asked again and again. */
  silent: boolean;
  /** After registering or signing in. */
  enter: (account: Account) => void;
  leave: () => Promise<void>;
  /** The account is no more. */
  forget: () => void;
}

/** Spread, so that the pages of a whole audience do not ask in one moment. */
const RETRY_MS = 4_000;

const SessionContext = createContext<Session | null>(null);

export function SessionProvider({ children }: { children: ReactNode }) {
  const [account, setAccount] = useState<Account | null | undefined>(undefined);
  const [silent, setSilent] = useState(false);

  useEffect(() => {
    const controller = new AbortController();
    let retry: ReturnType<typeof setTimeout> | undefined;
    const read = () =>
      readAccount(controller.signal).then(setAccount, (error: unknown) => {
        if (controller.signal.aborted) return;
        // Only the server can say that nobody is signed in; while it is silent the question stays open.
        if (error instanceof Problem && error.status >= 400 && error.status < 500) setAccount(null);
        else {
          setSilent(true);
          retry = setTimeout(read, RETRY_MS * (0.5 + Math.random()));
        }
      });
    void read();
    return () => {
      controller.abort();
      clearTimeout(retry);
    };
  }, []);

  const leave = useCallback(async () => {
    await signOut();
    setAccount(null);
  }, []);

  const forget = useCallback(() => setAccount(null), []);

  const session = useMemo(
    () => ({ account, silent: silent && account === undefined, enter: setAccount, leave, forget }),
    [account, silent, leave, forget],
  );
  return <SessionContext value={session}>{children}</SessionContext>;
}

export function useSession(): Session {
  const session = use(SessionContext);
  if (session === null) throw new Error("useSession outside of SessionProvider");
  return session;
}
