import type { ReactNode } from "preact/compat";
import type { Livestream } from "../../api/types";
import type { Offer } from "../../player/Player";
import type { Stage } from "../../player/stage";
import { Countdown } from "../../ui/Countdown";
import { describeLength, formatLength, formatStart } from "../../ui/time";
import { useNow } from "../../ui/useNow";
import { findGoesOn } from "../control/situation";
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
  switch (stage) {
    case "scheduled":
      return <NotStarted livestream={livestream} />;
    case "starting":
      return (
        <div className="stage-words late">
          <p>The picture is on its way.</p>
        </div>
      );
    case "playing":
      return null;
    case "interrupted":
      return (
        <div className="stage-words card-like">
          <p className="stage-lead">The artist’s connection was lost</p>
          <p>Waiting for it to come back. It goes on here by itself.</p>
          {livestream.interrupted_until && (
            <p>
              <Countdown until={livestream.interrupted_until} /> left
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
          <p className="stage-lead">This livestream is over</p>
          <p>It was put into the archive.</p>
        </div>
      );
    case "cancelled":
      return (
        <div className="stage-words">
          <p className="stage-lead">Cancelled</p>
          <p>{livestream.artist.display_name} has called this livestream off.</p>
        </div>
      );
  }
}

function NotStarted({ livestream: { scheduled_start_at, artist } }: { livestream: Livestream }) {
  const now = useNow();
  const away = scheduled_start_at ? Date.parse(scheduled_start_at) - now : null;
  return (
    <div className="stage-words">
      <p className="stage-kicker">Not started</p>
      {scheduled_start_at && away !== null && away > 0 ? (
        <>
          <p className="stage-lead">
            <time dateTime={scheduled_start_at}>{formatStart(scheduled_start_at, now)}</time>
          </p>
          <p className="stage-count figure">
            <span className="stage-in">in</span>{" "}
            {away < 86_400_000 ? formatLength(away) : describeLength(away)}
          </p>
        </>
      ) : (
        <p className="stage-lead">{away === null ? "No date yet" : `Waiting for ${artist.display_name}`}</p>
      )}
      <p>Keep this page open: it starts by itself.</p>
    </div>
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
  const { artist, started_at, ended_at, end_reason } = livestream;
  const mayGoOn = findGoesOn(livestream, useNow()) !== null;
  const length =
    started_at && ended_at ? describeLength(Date.parse(ended_at) - Date.parse(started_at)) : null;
  return (
    <div className="stage-words">
      <p className="stage-lead">This livestream has ended</p>
      <p>
        {artist.display_name} was live{length && ` for ${length}`}.
      </p>
      {end_reason === "lost" && <p>The artist’s connection did not come back.</p>}
      {mayGoOn && <p>If it goes on in the next minutes, it does so on this page.</p>}
      {forHolders && <p>Its replay is for holders of tokens of {artist.display_name}.</p>}
      {children}
    </div>
  );
}
