import type { ReactNode } from "preact/compat";
import type { Livestream } from "../../api/types";
import { T } from "../../i18n/T";
import { t } from "../../i18n/t";
import type { Offer } from "../../player/Player";
import type { Stage } from "../../player/stage";
import { describeLength } from "../../ui/time";
import { useNow } from "../../ui/useNow";
import { findGoesOn } from "../control/situation";
import { offerReplay } from "./kept";

/** A show that is over: how it ended, and what is left of it. */
export function Over(props: {
  stage: Stage;
  livestream: Livestream;
  /** There is a replay, and whoever is here may not have it. */
  forHolders: boolean;
  offer: Offer;
}) {
  const { stage, livestream, forHolders, offer } = props;
  if (stage === "archived")
    return (
      <div className="stage-words">
        <p className="stage-lead">{t("watch.archivedLead")}</p>
        <p>{t("watch.archived")}</p>
      </div>
    );
  return (
    <Ended livestream={livestream} forHolders={forHolders}>
      {stage === "replay" && <ReplayOffer offer={offer} />}
    </Ended>
  );
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
