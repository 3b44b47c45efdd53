import { useEffect, useState } from "preact/compat";
import { type Link, UNKNOWN_HOLDERS } from "../channel/link";
import { formatClock } from "./time";
import { useOnline } from "./useOnline";

/** A connection that is back by then was hardly away. */
const WORTH_SAYING_MS = 2_500;

/** Says that live updates are interrupted, and since when, once it matters. Moves nothing on the page. */
export function LinkNote({ link }: { link: Link }) {
  const online = useOnline();
  const lost = !online || link.phase === "waiting" || (link.phase === "connecting" && link.attempt > 0);
  const [since, setSince] = useState<number | null>(null);
  const [late, setLate] = useState(false);

  useEffect(() => {
    if (!lost) {
      setSince(null);
      setLate(false);
      return;
    }
    setSince(Date.now());
    const timer = setTimeout(() => setLate(true), WORTH_SAYING_MS);
    return () => clearTimeout(timer);
  }, [lost]);

  // The browser says that it is offline only when it is sure.
  const shown = since !== null && (late || !online);
  return (
    <p className="link-note" role="status" data-shown={shown}>
      {shown && (online && link.code === UNKNOWN_HOLDERS ? NOT_KNOWN : describeLoss(since, online))}
    </p>
  );
}

export const NOT_KNOWN =
  "Where tokens are kept does not answer at this moment, so nobody new can be let in. Trying again by itself.";

export function describeLoss(since: number, online: boolean): string {
  const at = formatClock(since);
  return online
    ? `No connection to the server since ${at}. Trying again; until then this page shows how things were.`
    : `You are offline since ${at}. Until you are back, this page shows how things were.`;
}
