import { useEffect, useState } from "preact/compat";
import { useSession } from "../session/session";
import { ring } from "./device";

/**
 * A press on a bell counts, though the page may not know yet how things stand: it is done once that is `known`. The
 * browser asks whether it may ring only in answer to a press, so that comes at once; `act` hears whether it did.
 */
export function usePress(known: boolean, act: (asked: boolean) => void) {
  const { account } = useSession();
  const [presser, setPresser] = useState<string | null>(null);
  const who = account?.id ?? null;
  const early = presser !== null && presser === who;

  useEffect(() => {
    if (!early || !known) return;
    setPresser(null);
    act(true);
  });

  const press = () => {
    if (known) act(false);
    else if (!early) {
      void ring().catch(() => null);
      setPresser(who);
    }
  };
  return { early, press };
}
