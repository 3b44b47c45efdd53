import { type ReactNode, useCallback, useEffect, useReducer, useRef, useState } from "preact/compat";
import { askPass } from "../../api/calls";
import { Problem } from "../../api/problem";
import type { Livestream } from "../../api/types";
import { T } from "../../i18n/T";
import { t } from "../../i18n/t";
import { useSession } from "../../session/session";
import { useBalance } from "../../session/useBalance";
import { noteWanted } from "../../session/wanted";
import { Description } from "../../ui/Description";
import { splitLinks } from "../../ui/links";
import { ProblemNote } from "../../ui/ProblemNote";
import { usePageTitle } from "../../ui/usePageTitle";
import { useReturn } from "../../ui/useReturn";
import { Verification } from "../account/Verification";
import { ClosedStage } from "./ClosedStage";
import { OutlinePage } from "./Outline";
import { useLivestream } from "./useLivestream";
import { useOffer } from "./useOffer";

/** Between two tries where no answer can be had, on average. */
const AGAIN_MS = 6_000;

/** In place of the player for whoever may not watch: what it takes, and where to get it. */
export function GatePage(props: {
  id: string;
  signedOut: boolean;
  onChange: () => void;
  /** The page to come back to from signing in, where it is another than the show's. */
  back?: string;
}) {
  const { id, signedOut, onChange, back = `/livestreams/${id}` } = props;
  const [livestream, problem, again] = useLivestream(id);
  usePageTitle(livestream?.title ?? t("gate.forHolders"));
  useEffect(() => noteWanted(id), [id]);
  useVisitor(signedOut, onChange);
  // Not in general words first, and a moment later in those of this show.
  if (livestream === null && problem === null) return <OutlinePage />;
  return (
    <ClosedStage icon="lock" lead={<Gate livestream={livestream} />} livestream={livestream}>
      {problem && <ProblemNote problem={problem} onRetry={again} />}
      {signedOut ? (
        <>
          <p>{t("gate.signInToWatch")}</p>
          <p className="form-actions">
            <a className="button primary" href={`/sign-in?next=${back}`}>
              {t("gate.signIn")}
            </a>
            <a className="button" href={`/register?next=${back}`}>
              {t("gate.register")}
            </a>
          </p>
          {livestream && <Offer livestream={livestream} />}
        </>
      ) : (
        livestream && <Holdings livestream={livestream} onChange={onChange} />
      )}
    </ClosedStage>
  );
}

/** For whoever is not signed in here, as the channel knows: what this page knows of them is older. */
function useVisitor(signedOut: boolean, onChange: () => void): void {
  const { account, lapse } = useSession();
  // Who was signed out elsewhere is still somebody here, and the page to sign in would send them back: also while the
  // answer is on its way to who is here now.
  useEffect(() => {
    if (signedOut) lapse();
  }, [signedOut, lapse]);

  // Who signed in in another tab comes in here, too.
  const visitor = useRef(false);
  useEffect(() => {
    if (signedOut && account && visitor.current) onChange();
    visitor.current = account === null;
  }, [signedOut, account, onChange]);
}

/** Nobody can say who holds some: for whoever comes meanwhile. The channel goes on by itself. */
export function UnknownHoldersPage({ id }: { id: string }) {
  const [livestream] = useLivestream(id);
  usePageTitle(livestream?.title ?? t("gate.forHolders"));
  return (
    <ClosedStage icon="lock" lead={<Gate livestream={livestream} />} livestream={livestream}>
      <p role="status">{t("ui.holdersUnknown")}</p>
    </ClosedStage>
  );
}

/** How many of this artist's tokens are there and how many are missing; goes on by itself when they come. */
function Holdings({ livestream, onChange }: { livestream: Livestream; onChange: () => void }) {
  const { account } = useSession();
  const [held, trouble, again] = useBalance(livestream.artist.id);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [turn, askAgain] = useReducer<number, void>((count) => count + 1, 0);
  const { id } = livestream;
  const needed = livestream.token_gate_amount ?? 0;
  const enough = held !== null && held >= needed;

  // Who is blocked may be so no longer, and is not told.
  const refused = useRef(false);
  useReturn(
    useCallback(() => {
      if (refused.current) askAgain();
    }, []),
  );

  // Also at first: they may have arrived while this page was on its way.
  // biome-ignore lint/correctness/useExhaustiveDependencies: `turn` asks once more
  useEffect(() => {
    if (!enough) return;
    const controller = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    askPass(id, false, controller.signal).then(onChange, (error: unknown) => {
      if (!(error instanceof Problem) || controller.signal.aborted) return;
      // Neither of these keeps anybody out; the page itself says what they are about.
      if (error.status === 409) return onChange();
      setProblem(error);
      refused.current = error.status === 403;
      if (error.status === 0 || error.status >= 500)
        timer = setTimeout(askAgain, AGAIN_MS * (0.5 + Math.random()));
    });
    return () => {
      controller.abort();
      clearTimeout(timer);
    };
  }, [id, enough, onChange, turn]);

  if (trouble?.code === "balances_unavailable") return <p role="status">{t("ui.holdersUnknown")}</p>;
  if (held === null && trouble) return <ProblemNote problem={trouble} onRetry={again} />;
  return (
    <>
      {held !== null && !enough && (
        <meter className="stage-meter" min={0} max={needed} value={held} aria-hidden="true" />
      )}
      <p role="status">
        {held === null ? (
          t("gate.looking")
        ) : enough ? (
          (problem?.message ?? t("gate.opening"))
        ) : (
          <>
            <T id="gate.hold" held={held} needed={needed} b={strong} />{" "}
            <T id="gate.missing" count={needed - held} b={strong} />
          </>
        )}
      </p>
      {held !== null && !enough && (
        <>
          <Offer livestream={livestream} first />
          {account && <Verification account={account}>{t("gate.givenArrive")}</Verification>}
        </>
      )}
    </>
  );
}

const strong = (words: ReactNode) => <b className="figure">{words}</b>;

/** Where to get them: the first address in the artist's own words is one press away, and the words stand below. */
function Offer({ livestream: { artist }, first = false }: { livestream: Livestream; first?: boolean }) {
  const [offer, problem] = useOffer(artist.id);
  // What the artist wrote is not replaced by other words before it is there.
  if (offer === null && problem === null) return null;
  if (offer === null || offer.words === "") {
    return (
      <p>
        <T id="gate.ask" artist={<bdi>{artist.display_name}</bdi>} />
      </p>
    );
  }
  const shop = splitLinks(offer.words).find(({ href }) => href !== undefined)?.href;
  return (
    <>
      {shop !== undefined && (
        <p className="form-actions">
          <a
            className={`button ${first ? "primary" : ""}`}
            href={shop}
            target="_blank"
            rel="noopener noreferrer nofollow ugc"
          >
            {t("gate.getTokens", { host: new URL(shop).host })}
          </a>
        </p>
      )}
      <Description text={offer.words} />
    </>
  );
}

function Gate({ livestream }: { livestream: Livestream | null }) {
  if (!livestream?.token_gate_amount) return t("gate.forHolders");
  return (
    <T
      id="gate.forHoldersOf"
      count={livestream.token_gate_amount}
      artist={<bdi>{livestream.artist.display_name}</bdi>}
    />
  );
}
