import { useEffect, useState } from "react";
import { Link } from "react-router";
import { readBalance, readLivestream } from "../api/calls";
import type { Livestream } from "../api/types";
import { StatusBadge } from "../ui/Badge";
import { Description } from "../ui/Description";
import { Icon } from "../ui/Icon";
import { formatStart } from "../ui/time";
import { useNow } from "../ui/useNow";
import { usePageTitle } from "../ui/usePageTitle";

/** In place of the player for whoever may not watch: what it is, and what it takes. */
export function GatePage({ id, signedOut }: { id: string; signedOut: boolean }) {
  const [livestream, setLivestream] = useState<Livestream | null>(null);
  const [balance, setBalance] = useState<number>();
  const now = useNow();
  usePageTitle(livestream?.title ?? "For token holders");

  useEffect(() => {
    const controller = new AbortController();
    readLivestream(id, controller.signal).then(setLivestream, () => {
      // The gate itself says enough; the title is a courtesy.
    });
    return () => controller.abort();
  }, [id]);

  const artistId = livestream?.artist.id;
  useEffect(() => {
    if (signedOut || artistId === undefined) return;
    const controller = new AbortController();
    // Asked now: what was known when the page was opened may have been spent since, and that is why we are here.
    readBalance(artistId, controller.signal).then(setBalance, () => {
      // Then it is said without the number.
    });
    return () => controller.abort();
  }, [signedOut, artistId]);

  const amount = livestream?.token_gate_amount;
  return (
    <div className="page watch">
      <div className="stage" data-stage="gated">
        <div className="stage-overlay">
          <div className="stage-words" role="status">
            <Icon name="lock" />
            <p className="stage-lead">{amount ? `For holders of ${amount} tokens` : "For token holders"}</p>
            {signedOut ? (
              <>
                <p>Sign in to watch, if you hold them.</p>
                <p className="form-actions">
                  <Link className="button primary" to={`/sign-in?next=/livestreams/${id}`}>
                    Sign in
                  </Link>
                  <Link className="button" to={`/register?next=/livestreams/${id}`}>
                    Register
                  </Link>
                </p>
              </>
            ) : (
              <p>{describeBalance(balance)}</p>
            )}
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

function describeBalance(balance: number | undefined): string {
  if (balance === undefined) return "This account does not hold enough.";
  return balance === 0 ? "Your account holds none." : `Your account holds ${balance}.`;
}
