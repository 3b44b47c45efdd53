import { useCallback, useEffect, useRef, useState } from "preact/compat";
import { letTakeOver, takeBackHandover } from "../../api/studioCalls";
import type { Conflict } from "../../channel/frames";
import { serverClock } from "../../channel/serverClock";
import { t } from "../../i18n/t";
import { ProblemNote } from "../../ui/ProblemNote";
import { formatClock, formatTime } from "../../ui/time";
import { useSubmit } from "../../ui/useSubmit";

/** Tells who is on air that somebody else came with the key, and lets the artist choose between the two. Each new one is told,
    until it is put away. */
export function ConflictNote({
  id,
  conflict,
  onNewKey,
  live,
}: {
  /** The livestream's. */
  id: string;
  conflict: Conflict;
  live: boolean;
  onNewKey: () => void;
}) {
  const [dismissed, setDismissed] = useState("");
  const [until, setUntil] = useHandover();
  const handOver = useSubmit(
    useCallback(async () => setUntil(Date.parse((await letTakeOver(id)).until)), [id, setUntil]),
  );
  const chosen = useRef<HTMLButtonElement>(null);
  const takeBack = useSubmit(
    useCallback(async () => {
      await takeBackHandover(id);
      // The button that has the focus goes.
      chosen.current?.focus();
      setUntil(null);
    }, [id, setUntil]),
  );
  if (dismissed === conflict.at) return null;
  const problem = handOver.problem ?? takeBack.problem;
  return (
    <div className="note warn conflict">
      <p role="alert">{describeConflict(conflict, live)}</p>
      <p role="status">
        {until === null
          ? t(live ? "control.conflictWayLive" : "control.conflictWay")
          : t("control.takesOver", { until: formatClock(until) })}
      </p>
      {problem !== null && <ProblemNote problem={problem} />}
      <p className="form-actions">
        <button
          ref={chosen}
          type="button"
          className="button small"
          // It keeps the focus.
          aria-disabled={until !== null || handOver.pending}
          onClick={() => until === null && void handOver.submit()}
        >
          {t("control.letTakeOver")}
        </button>
        {until !== null && (
          <button
            type="button"
            className="button small"
            aria-disabled={takeBack.pending}
            onClick={() => void takeBack.submit()}
          >
            {t("control.takeBack")}
          </button>
        )}
        <button type="button" className="button small" onClick={onNewKey}>
          {t("control.keepOut")}
        </button>
        <button type="button" className="button small" onClick={() => setDismissed(conflict.at)}>
          {t("control.dismiss")}
        </button>
      </p>
    </div>
  );
}

/** Until when another encoder may take over; null: it may not, or no longer. */
function useHandover(): [number | null, (until: number | null) => void] {
  const [until, setUntil] = useState<number | null>(null);
  useEffect(() => {
    if (until === null) return;
    const left = until - serverClock.read(performance.now(), Date.now());
    const timer = setTimeout(() => setUntil(null), Math.max(0, left));
    return () => clearTimeout(timer);
  }, [until]);
  return [until, setUntil];
}

export function describeConflict({ at, address }: Conflict, live: boolean): string {
  const when = address ? `${formatTime(at)} (${address})` : formatTime(at);
  return t(live ? "control.conflictLive" : "control.conflict", { when });
}
