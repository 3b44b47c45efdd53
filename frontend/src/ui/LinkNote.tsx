import { useEffect, useState } from "preact/compat";
import { type Link, MOVED, UNKNOWN_HOLDERS } from "../channel/link";
import { t } from "../i18n/t";
import { formatClock } from "./time";
import { useOnline } from "./useOnline";

/** A connection that is back by then was hardly away. */
const WORTH_SAYING_MS = 2_500;

/** Says that live updates are interrupted, and since when, once it matters; or over for good. Moves nothing on the page. */
export function LinkNote({ link }: { link: Link }) {
  const online = useOnline();
  const lost = !online || link.phase === "waiting" || (link.phase === "connecting" && link.attempt > 0);
  // Where the account watches on another page instead, the page says so itself.
  const over = link.phase === "refused" && link.code !== MOVED;
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
    <p className="link-note" role="status" data-shown={shown || over}>
      {over && !shown && t("ui.refused")}
      {shown &&
        (online && link.code === UNKNOWN_HOLDERS ? t("ui.holdersUnknown") : describeLoss(since, online))}
    </p>
  );
}

export function describeLoss(since: number, online: boolean): string {
  const at = formatClock(since);
  return t(online ? "ui.connectionLost" : "ui.offline", { at });
}
