import type { ReactNode } from "preact/compat";
import type { Livestream } from "../../api/types";
import { formatCount } from "../../ui/counts";
import { formatLength } from "../../ui/time";
import { useNow } from "../../ui/useNow";

export function Counters({ livestream }: { livestream: Livestream }) {
  const { viewer_count, peak_viewer_count, publishing, status } = livestream;
  const now = useNow();
  const length = readLength(livestream, now);
  const peak = status === "live" ? Math.max(peak_viewer_count, viewer_count) : peak_viewer_count;
  const open = status === "scheduled" || status === "live";
  return (
    <dl className="counters">
      {open && (
        <Counter name={status === "live" ? "Watching" : "Waiting"}>
          <span data-viewer-count={viewer_count}>{formatCount(viewer_count)}</span>
        </Counter>
      )}
      <Counter name="Peak">{formatCount(peak)}</Counter>
      {length && <Counter name={length[0]}>{length[1]}</Counter>}
      {open && (
        <Counter name="OBS">
          <span className="publisher" data-publishing={publishing === true}>
            {publishing ? "Connected" : "Not connected"}
          </span>
        </Counter>
      )}
    </dl>
  );
}

/** How long it has been on air at `now`, or was, and what that is called; null: it was not, and will not be. */
export function readLength(
  { status, started_at, ended_at }: Pick<Livestream, "status" | "started_at" | "ended_at">,
  now: number,
): [string, string] | null {
  if (!started_at) return status === "scheduled" ? ["On air", "0:00"] : null;
  const until = ended_at ? Date.parse(ended_at) : now;
  return [ended_at ? "Length" : "On air", formatLength(until - Date.parse(started_at))];
}

function Counter({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd className="figure">{children}</dd>
    </div>
  );
}
