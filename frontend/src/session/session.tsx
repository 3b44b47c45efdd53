import {
  createContext,
  type ReactNode,
  use,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
} from "preact/compat";
import { readAccount, signOut } from "../api/calls";
import { Problem } from "../api/problem";
import type { Account } from "../api/types";
import { useReturn } from "../ui/useReturn";
import { hasBell, noteBeenHere } from "./hint";

/** Who is here. `undefined` while that is not known yet, null for a visitor. */
interface Session {
  account: Account | null | undefined;
  /** The server was asked and does not answer; it is asked again and again. */
  silent: boolean;
  /** After registering or signing in. */
  enter: (account: Account) => void;
  leave: () => Promise<void>;
  /** Asks once more who is here: it may have changed elsewhere, and does not hear of it. */
  recheck: () => void;
  /** The server has said that the sign-in of whoever was here is over: from now on it is nobody, unless it says so. */
  lapse: () => void;
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

  // What is known here first hand is newer than the answer to a question from before.
  const changes = useRef(0);
  const enter = useCallback((now: Account | null) => {
    changes.current += 1;
    setAccount(now);
  }, []);
  const leave = useCallback(async () => {
    // This browser rings no longer: who signs in next is perhaps somebody else.
    const { hush } = await import("../bell/device");
    await hush().catch(() => {});
    await signOut();
    enter(null);
  }, [enter]);

  // Signed out, signed in or confirmed in another tab or on another device. Without an answer all stays as it was.
  const recheck = useCallback(() => {
    const before = changes.current;
    readAccount().then(
      (found) => {
        if (changes.current === before) setAccount((known) => (isSame(known, found) ? known : found));
      },
      () => {},
    );
  }, []);
  useReturn(recheck);
  const lapse = useCallback(() => {
    enter(null);
    recheck();
  }, [enter, recheck]);

  useEffect(() => {
    if (account) noteBeenHere();
  }, [account]);

  // A browser rings by the sign-in that is over by now.
  const renewed = useRef(0);
  useEffect(() => {
    if (account === undefined || !hasBell()) return;
    const entered = changes.current !== renewed.current;
    renewed.current = changes.current;
    import("../bell/device").then(({ renew }) => renew(account?.id ?? null, entered)).catch(() => {});
  }, [account]);

  const session = useMemo(
    () => ({ account, silent: silent && account === undefined, enter, leave, recheck, lapse }),
    [account, silent, enter, leave, recheck, lapse],
  );
  return <SessionContext value={session}>{children}</SessionContext>;
}

function isSame(known: Account | null | undefined, found: Account | null): boolean {
  return JSON.stringify(known) === JSON.stringify(found);
}

export function useSession(): Session {
  const session = use(SessionContext);
  if (session === null) throw new Error("useSession outside of SessionProvider");
  return session;
}
