import type { ReactNode } from "preact/compat";
import type { Livestream } from "../../api/types";
import { T } from "../../i18n/T";
import { t } from "../../i18n/t";
import type { Offer } from "../../player/Player";
import type { Stage } from "../../player/stage";
import { Countdown } from "../../ui/Countdown";
import { describeLength } from "../../ui/time";
import { useNow } from "../../ui/useNow";
import { findGoesOn } from "../control/situation";
import { Before } from "./before/Before";
import { offerReplay } from "./kept";

/** What stands on the stage where there is no picture, or over one that waits. */
export function StageWords(props: {
  stage: Stage;
  livestream: Livestream;
  /** There is a replay, and whoever is here may not have it. */
  forHolders: boolean;
  offer: Offer;
}) {
  const { stage, livestream, forHolders, offer } = props;
  const artist = <bdi>{livestream.artist.display_name}</bdi>;
  switch (stage) {
    case "scheduled":
      return <Before livestream={livestream} />;
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
      return (
        <Ended livestream={livestream} forHolders={forHolders}>
          {stage === "replay" && <ReplayOffer offer={offer} />}
        </Ended>
      );
    case "archived":
      return (
        <div className="stage-words">
          <p className="stage-lead">{t("watch.archivedLead")}</p>
          <p>{t("watch.archived")}</p>
        </div>
      );
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

/** The one thing to do after the end; whoever had been somewhere in it goes on there. */
function ReplayOffer({ offer: { place, seen, watch } }: { offer: Offer }) {
  const { first, others } = offerReplay(place, seen);
  return (
    <div className="form-actions">
      <button type="button" className="button primary" onClick={() => watch(first.position)}>
        {first.words}
      </button>
      {others.map(({ words, position }) => (
        <button key={words} type="button" className="button" onClick={() => watch(position)}>
          {words}
        </button>
      ))}
    </div>
  );
}

function Ended(props: { livestream: Livestream; forHolders: boolean; children: ReactNode }) {
  const { livestream, forHolders, children } = props;
  const { started_at, ended_at, end_reason } = livestream;
  const artist = <bdi>{livestream.artist.display_name}</bdi>;
  const mayGoOn = findGoesOn(livestream, useNow()) !== null;
  const length =
    started_at && ended_at ? describeLength(Date.parse(ended_at) - Date.parse(started_at)) : null;
  return (
    <div className="stage-words">
      <p className="stage-lead">{t("watch.endedLead")}</p>
      <p>
        {length === null ? (
          <T id="watch.wasLive" artist={artist} />
        ) : (
          <T id="watch.wasLiveFor" artist={artist} length={length} />
        )}
      </p>
      {end_reason === "lost" && <p>{t("watch.lost")}</p>}
      {mayGoOn && <p>{t("watch.mayGoOn")}</p>}
      {forHolders && (
        <p>
          <T id="watch.replayForHolders" artist={artist} />
        </p>
      )}
      {children}
    </div>
  );
}
