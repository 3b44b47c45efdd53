import type { ReactNode } from "preact/compat";
import type { Livestream } from "../../api/types";
import { T } from "../../i18n/T";
import { t } from "../../i18n/t";
import type { Offer } from "../../player/Player";
import type { Stage } from "../../player/stage";
import { useParams } from "../../ui/routing";
import { describeLength, formatLength, formatStart } from "../../ui/time";
import { useNow } from "../../ui/useNow";
import { offerReplay } from "../watch/kept";
import { StageWords } from "../watch/StageWords";
import { pageOf } from "./address";

/** What stands on a stage that is small, and in somebody else's page. */
export function EmbeddedWords({
  stage,
  livestream,
  offer,
}: {
  stage: Stage;
  livestream: Livestream;
  offer: Offer;
}) {
  return (
    <StageWords
      stage={stage}
      livestream={livestream}
      before={<Before livestream={livestream} />}
      over={
        <Words lead={t("embed.ended")} away>
          {stage === "replay" && <ReplayButton offer={offer} />}
        </Words>
      }
    />
  );
}

function ReplayButton({ offer: { place, seen, watch } }: { offer: Offer }) {
  const { words, position } = offerReplay(place, seen).first;
  return (
    <button type="button" className="button primary" onClick={() => watch(position)}>
      {words}
    </button>
  );
}

function Before({ livestream: { scheduled_start_at, artist } }: { livestream: Livestream }) {
  const now = useNow();
  const away = scheduled_start_at ? Date.parse(scheduled_start_at) - now : null;
  return (
    <div className="stage-words">
      {scheduled_start_at && away !== null && away > 0 ? (
        <>
          <p className="stage-kicker">
            <time dateTime={scheduled_start_at}>{formatStart(scheduled_start_at, now)}</time>
          </p>
          <p className="stage-count figure" role="timer" aria-live="off">
            {away < 86_400_000 ? formatLength(away) : describeLength(away)}
          </p>
        </>
      ) : (
        <p className="stage-lead">
          <T id="embed.waiting" artist={<bdi>{artist.display_name}</bdi>} />
        </p>
      )}
      <p>{t("embed.startsHere")}</p>
    </div>
  );
}

/** `away`: with the way to the show's page. */
export function Words({
  lead,
  away = false,
  children,
}: {
  lead: ReactNode;
  away?: boolean;
  children?: ReactNode;
}) {
  const { id = "" } = useParams();
  return (
    <div className="stage-words">
      <p className="stage-lead">{lead}</p>
      {(children || away) && (
        <p className="form-actions">
          {children}
          {away && (
            <a className="button" href={pageOf(id)} target="_blank" rel="noopener">
              {t("embed.openPage")}
            </a>
          )}
        </p>
      )}
    </div>
  );
}

/** Where the title of the show is not known: whose frame it is. */
export function Away() {
  return (
    <p className="embed-title">
      <a href="/" target="_blank" rel="noopener">
        EncryptedMedia Live
      </a>
    </p>
  );
}
