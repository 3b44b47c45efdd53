import type { ReactNode } from "react";
import type { Livestream } from "../../api/types";
import { StatusBadge } from "../../ui/Badge";
import { Description } from "../../ui/Description";
import { Icon, type IconName } from "../../ui/Icon";
import { formatStart } from "../../ui/time";
import { useNow } from "../../ui/useNow";

/** The watch page where there is no picture for whoever is here: why not, and what helps; below it, what is played. */
export function ClosedStage(props: {
  icon: IconName;
  lead: string;
  livestream: Livestream | null;
  children: ReactNode;
}) {
  const { icon, lead, livestream, children } = props;
  const now = useNow();
  return (
    <div className="page watch">
      <div className="stage" data-stage="gated">
        <div className="stage-overlay">
          <div className="stage-words" role="status">
            <Icon name={icon} />
            <p className="stage-lead">{lead}</p>
            {children}
          </div>
        </div>
      </div>
      {livestream && (
        <div className="watch-words">
          <p className="watch-line">
            <StatusBadge livestream={livestream} />
            {livestream.scheduled_start_at && livestream.status === "scheduled" && (
              <time dateTime={livestream.scheduled_start_at}>
                {formatStart(livestream.scheduled_start_at, now)}
              </time>
            )}
          </p>
          <h1>{livestream.title}</h1>
          <p className="by">{livestream.artist.display_name}</p>
          {livestream.description && <Description text={livestream.description} />}
        </div>
      )}
    </div>
  );
}
