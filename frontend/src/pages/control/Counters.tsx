import type { ReactNode } from "react";
import type { Livestream } from "../../api/types";
import { formatLength } from "../../ui/time";
import { useNow } from "../../ui/useNow";
import { formatCount } from "../../ui/Viewers";

export function Counters({ livestream }: { livestream: Livestream }) {
  const { viewer_count, peak_viewer_count, started_at, ended_at, publishing, status } = livestream;
  const now = useNow();
  const until = ended_at ? Date.parse(ended_at) : now;
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
      <Counter name={ended_at ? "Length" : "On air"}>
        {started_at ? formatLength(until - Date.parse(started_at)) : "0:00"}
      </Counter>
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

function Counter({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd className="figure">{children}</dd>
    </div>
  );
}
