import type { ReactNode } from "preact/compat";
import type { Livestream } from "../../api/types";
import { T } from "../../i18n/T";
import { t } from "../../i18n/t";
import type { Stage } from "../../player/stage";
import { Countdown } from "../../ui/Countdown";

/**
 * What stands on the stage where there is no picture, or over one that waits: on the show's own page, and on another site's,
 * which have room for more or for less before the show and once it is over.
 */
export function StageWords(props: {
  stage: Stage;
  livestream: Livestream;
  before: ReactNode;
  over: ReactNode;
}) {
  const { stage, livestream, before, over } = props;
  const artist = <bdi>{livestream.artist.display_name}</bdi>;
  switch (stage) {
    case "scheduled":
      return before;
    case "starting":
      return (
        <div className="stage-words late">
          <p>{t("watch.onItsWay")}</p>
        </div>
      );
    case "playing":
      return null;
    case "interrupted":
      return (
        <div className="stage-words card-like">
          <p className="stage-lead">
            <T id="watch.interruptedLead" artist={artist} />
          </p>
          <p>{t("watch.interrupted")}</p>
          {livestream.interrupted_until && (
            <p className="stage-left">
              <T id="watch.waitsFor" time={<Countdown until={livestream.interrupted_until} />} />
            </p>
          )}
        </div>
      );
    case "replay":
    case "ended":
    case "archived":
      return over;
    case "cancelled":
      return (
        <div className="stage-words">
          <p className="stage-lead">{t("watch.cancelledLead")}</p>
          <p>
            <T id="watch.cancelled" artist={artist} />
          </p>
        </div>
      );
  }
}
