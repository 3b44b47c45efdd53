import type { ReactNode } from "preact/compat";
import type { Livestream } from "../../api/types";
import { T } from "../../i18n/T";
import { t } from "../../i18n/t";
import type { Offer } from "../../player/Player";
import type { Stage } from "../../player/stage";
import { Countdown } from "../../ui/Countdown";
import { useParams } from "../../ui/routing";
import { describeLength, formatLength, formatStart } from "../../ui/time";
import { useNow } from "../../ui/useNow";
import { pageOf } from "./address";

/** What stands on a stage that is small, and in somebody else's page. */
export function EmbeddedWords(props: { stage: Stage; livestream: Livestream; offer: Offer }) {
  const { stage, livestream, offer } = props;
  const artist = <bdi>{livestream.artist.display_name}</bdi>;
  switch (stage) {
    case "scheduled":
      return <Before livestream={livestream} />;
    case "starting":
      return (
        <div className="stage-words late">
          <p>{t("embed.onItsWay")}</p>
        </div>
      );
    case "playing":
      return null;
    case "interrupted":
      return (
        <div className="stage-words card-like">
          <p className="stage-lead">{t("embed.interrupted")}</p>
          {livestream.interrupted_until && (
            <p>
              <T id="embed.goesOn" time={<Countdown until={livestream.interrupted_until} />} />
            </p>
          )}
        </div>
      );
    case "replay":
      return (
        <Words lead={t("embed.ended")} away>
          <button
            type="button"
            className="button primary"
            onClick={() => offer.watch(offer.seen ? 0 : offer.place)}
          >
            {t(offer.seen ? "embed.watchAgain" : "embed.watchReplay")}
          </button>
        </Words>
      );
    case "ended":
    case "archived":
      return <Words lead={t("embed.ended")} away />;
    case "cancelled":
      return (
        <div className="stage-words">
          <p className="stage-lead">{t("embed.cancelledLead")}</p>
          <p>
            <T id="embed.cancelled" artist={artist} />
          </p>
        </div>
      );
  }
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
