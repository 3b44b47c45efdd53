import { useEffect, useState } from "react";
import { Link } from "react-router";
import { askPass } from "../../api/calls";
import { Problem } from "../../api/problem";
import type { Livestream } from "../../api/types";
import { useSession } from "../../session/session";
import { useBalance } from "../../session/useBalance";
import { noteWanted } from "../../session/wanted";
import { Description } from "../../ui/Description";
import { usePageTitle } from "../../ui/usePageTitle";
import { Verification } from "../account/Verification";
import { ClosedStage } from "./ClosedStage";
import { useLivestream } from "./useLivestream";
import { useOffer } from "./useOffer";

/** In place of the player for whoever may not watch: what it takes, and where to get it. */
export function GatePage(props: { id: string; signedOut: boolean; onChange: () => void }) {
  const { id, signedOut, onChange } = props;
  const livestream = useLivestream(id);
  usePageTitle(livestream?.title ?? "For token holders");
  useEffect(() => noteWanted(id), [id]);
  const needed = livestream?.token_gate_amount ?? 0;
  const name = livestream?.artist.display_name;
  return (
    <ClosedStage icon="lock" lead={describeGate(needed, name)} livestream={livestream}>
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
        livestream && <Holdings livestream={livestream} onChange={onChange} />
      )}
      {livestream && <Offer livestream={livestream} />}
    </ClosedStage>
  );
}

/** How many of this artist's tokens are there and how many are missing; goes on by itself when they come. */
function Holdings({ livestream, onChange }: { livestream: Livestream; onChange: () => void }) {
  const { account } = useSession();
  const held = useBalance(livestream.artist.id);
  const [problem, setProblem] = useState<Problem | null>(null);
  const { id } = livestream;
  const needed = livestream.token_gate_amount ?? 0;
  const enough = held !== null && held >= needed;

  // Also at first: they may have arrived while this page was on its way.
  useEffect(() => {
    if (!enough) return;
    const controller = new AbortController();
    askPass(id, false, controller.signal).then(onChange, (error: unknown) => {
      if (!(error instanceof Problem) || controller.signal.aborted) return;
      // Neither of these keeps anybody out; the page itself says what they are about.
      if (error.status === 409) onChange();
      else setProblem(error);
    });
    return () => controller.abort();
  }, [id, enough, onChange]);

  if (held === null) return <p>Looking for your tokens.</p>;
  if (enough) return <p>{problem?.message ?? "The rest is there. Opening."}</p>;
  return (
    <>
      <meter className="stage-meter" min={0} max={needed} value={held} aria-hidden="true" />
      <p>
        You hold <b className="figure">{held}</b> of <b className="figure">{needed}</b>. This page opens by
        itself when the rest is there.
      </p>
      {account && (
        <Verification account={account}>
          What was given to this address arrives when you open its link.
        </Verification>
      )}
    </>
  );
}

/** Where to get them, in the artist's own words. */
function Offer({ livestream: { artist } }: { livestream: Livestream }) {
  const offer = useOffer(artist.id);
  if (offer === null || offer.words === "") {
    return <p>{artist.display_name} gives them out; ask there where to get some.</p>;
  }
  return <Description text={offer.words} />;
}

function describeGate(needed: number, artist: string | undefined): string {
  if (!needed || !artist) return "For token holders";
  return `For holders of ${needed} ${needed === 1 ? "token" : "tokens"} of ${artist}`;
}
