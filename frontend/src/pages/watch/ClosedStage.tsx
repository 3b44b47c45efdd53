import type { ReactNode } from "preact/compat";
import type { Livestream } from "../../api/types";
import { StatusBadge } from "../../ui/Badge";
import { Description } from "../../ui/Description";
import { Icon, type IconName } from "../../ui/Icon";
import { Portrait } from "../../ui/Portrait";
import { formatStart } from "../../ui/time";
import { useNow } from "../../ui/useNow";
import { Ground } from "./Ground";

/** The watch page where there is no picture for whoever is here: why not, and what helps; below it, what is played. */
export function ClosedStage(props: {
  icon: IconName;
  lead: ReactNode;
  livestream: Livestream | null;
  children: ReactNode;
}) {
  const { icon, lead, livestream, children } = props;
  const now = useNow();
  // What is played is the page's heading, once it is known.
  const Lead = livestream ? "p" : "h1";
  return (
    <div className="page watch">
      <div className="stage" data-stage="gated">
        {livestream && <Ground livestream={livestream} />}
        <div className="stage-overlay">
          <div className="stage-words">
            <Icon name={icon} />
            <Lead className="stage-lead">{lead}</Lead>
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
          <h1>
            <bdi>{livestream.title}</bdi>
          </h1>
          <p className="by">
            <a href={`/artists/${livestream.artist.id}`}>
              <Portrait artist={livestream.artist} />
              <bdi>{livestream.artist.display_name}</bdi>
            </a>
          </p>
          {livestream.description && <Description text={livestream.description} />}
        </div>
      )}
    </div>
  );
}
