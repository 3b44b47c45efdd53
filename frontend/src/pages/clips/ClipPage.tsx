import { useCallback, useEffect, useMemo, useState } from "preact/compat";
import { clipAddress } from "../../api/calls";
import type { Clip, Livestream } from "../../api/types";
import { UNKNOWN_HOLDERS } from "../../channel/link";
import { pollLivestream } from "../../channel/polls";
import { useChannel } from "../../channel/useChannel";
import { showAt } from "../../clips/address";
import { ClipStage } from "../../clips/ClipStage";
import { ShareLink } from "../../clips/ShareLink";
import { formatPlace, sayLength } from "../../clips/times";
import { T } from "../../i18n/T";
import { t } from "../../i18n/t";
import { SCREEN } from "../../session/names";
import { useSession } from "../../session/session";
import { LinkNote } from "../../ui/LinkNote";
import { ProblemNote } from "../../ui/ProblemNote";
import { useParams } from "../../ui/routing";
import { formatWithin } from "../../ui/time";
import { useNow } from "../../ui/useNow";
import { usePageTitle } from "../../ui/usePageTitle";
import { Waiting } from "../../ui/Waiting";
import { NotFoundPage } from "../NotFoundPage";
import { GatePage, UnknownHoldersPage } from "../watch/GatePage";
import { findOwn, isReplayGated } from "../watch/pass";
import { useOwnReplay } from "../watch/useOwnReplay";
import { usePass } from "../watch/usePass";
import { ClipTools } from "./ClipTools";
import { type ClipState, findClip, hasReplay, openClip, openUnknown } from "./clip";
import { useClip } from "./useClip";

/** A clip by itself: it plays at once, and leads to the show that it was cut out of. */
export function ClipPage() {
  const { id = "" } = useParams();
  return <Visit key={id} id={id} />;
}

function Visit({ id }: { id: string }) {
  const { account } = useSession();
  const [clip, problem, again] = useClip(id, account?.id);
  if (problem?.status === 404) {
    return <NotFoundPage title={t("clipPage.missing")} words={t("clipPage.missingWords")} />;
  }
  if (clip !== null) return <OfShow read={clip} again={again} />;
  return (
    <div className="page watch">
      <div className="stage" data-stage="unknown" />
      {problem ? <ProblemNote problem={problem} onRetry={again} /> : <Waiting what={t("clipPage.loading")} />}
    </div>
  );
}

/** The channel of its show tells what becomes of it, and keeps the pass good; whoever has it open for that only looks on. */
const observeAddress = (id: string) =>
  `/ws/livestreams/${encodeURIComponent(id)}?observe=true&screen=${SCREEN}`;

function OfShow({ read, again }: { read: Clip; again: () => void }) {
  const show = read.livestream_id;
  const poll = useMemo(() => pollLivestream(show), [show]);
  const { board, link, retry } = useChannel(observeAddress(show), poll);
  const { account } = useSession();
  const livestream = useOwnReplay(board.livestreams.get(show), account?.id);
  const [changed, setChanged] = useState<Clip | null | undefined>(undefined);
  const own = !!account && livestream?.artist.id === account.id;
  usePageTitle(read.title);

  const gated = livestream !== undefined && isReplayGated(livestream);
  const { pass, replayUrl, problem } = usePass(
    show,
    gated && (!!account || !!livestream?.token_gate_amount),
    link,
    livestream ? findOwn(livestream) : null,
  );
  const away = board.clips.get(read.id) === null;
  useEffect(() => {
    if (own && away) again();
  }, [own, away, again]);
  const comeIn = useCallback(() => {
    retry();
    again();
  }, [retry, again]);

  if (board.deleted.has(show) || (link.phase === "refused" && link.code === 4404))
    return <Removed show={null} />;
  if (link.phase === "refused") {
    return <GatePage id={show} signedOut={link.code === 4401} onChange={comeIn} back={`/clips/${read.id}`} />;
  }
  if (livestream === undefined && link.code === UNKNOWN_HOLDERS) return <UnknownHoldersPage id={show} />;

  // What this page has changed itself it knows at once.
  const found: ClipState = changed === null ? { is: "removed" } : findClip(changed ?? read, board.clips, own);
  if (found.is === "removed") return <Removed show={show} />;
  const { clip } = found;
  const url =
    livestream === undefined
      ? openUnknown(read, account, link.phase === "waiting")
      : openClip(clip, livestream, pass, replayUrl);
  return (
    <div className="page watch clip-page">
      {found.is === "gone" ? (
        <Nothing lead={t("clipPage.gone")} words={t("clipPage.goneWords")} />
      ) : clip.hidden ? (
        <Nothing lead={t("clipPage.isHidden")} words={t("clipPage.isHiddenWords")} />
      ) : clip.url === null ? (
        <ForHolders clip={clip} livestream={livestream} />
      ) : url === null ? (
        <div className="stage" data-stage="unknown" />
      ) : (
        <ClipStage url={url} duration={clip.duration}>
          {(again) => (
            <div className="stage-words">
              <p className="form-actions">
                <button type="button" className="button primary" onClick={again}>
                  {t("clipPage.again")}
                </button>
                {hasReplay(livestream) && (
                  <a className="button" href={showAt(show, clip.from)}>
                    {t("clipPage.whole")}
                  </a>
                )}
              </p>
            </div>
          )}
        </ClipStage>
      )}
      {problem !== null && <ProblemNote problem={problem} />}
      <Words clip={clip} livestream={livestream} own={own} onChange={setChanged} />
      <LinkNote link={link} />
    </div>
  );
}

function Words(props: {
  clip: Clip;
  livestream: Livestream | undefined;
  own: boolean;
  onChange: (clip: Clip | null) => void;
}) {
  const { clip, livestream, own, onChange } = props;
  const { account } = useSession();
  const now = useNow();
  const mine = !!account && clip.creator?.id === account.id;
  const there = clip.state !== "gone";
  return (
    <div className="watch-words">
      <p className="watch-line">
        <span className="badge">{t("clipPage.clip")}</span>
        {clip.hidden && <span className="badge">{t("clipPage.hidden")}</span>}
        <span>{sayLength(Math.round(clip.duration))}</span>
        {clip.state === "recording" && <span>{t("clipPage.coming")}</span>}
      </p>
      <h1>
        <bdi>{clip.title}</bdi>
      </h1>
      <p className="by">
        <T
          id="clipPage.madeBy"
          name={<bdi>{clip.creator?.display_name ?? t("clipPage.somebody")}</bdi>}
          when={<time dateTime={clip.created_at}>{formatWithin(clip.created_at, now)}</time>}
        />
      </p>
      {livestream && (
        <p className="clip-show">
          <T
            id="clipPage.fromShow"
            show={
              <a href={`/livestreams/${livestream.id}`}>
                <bdi>{livestream.title}</bdi>
              </a>
            }
            name={<bdi>{livestream.artist.display_name}</bdi>}
          />
        </p>
      )}
      <div className="form-actions">
        {hasReplay(livestream) && there && (
          <a className="button" href={showAt(clip.livestream_id, clip.from)}>
            {t("clipPage.watchFrom", { time: formatPlace(clip.from).replace(/\.\d$/, "") })}
          </a>
        )}
        {clip.url !== null && (own || livestream?.fans_may_download) && (
          <a className="button" href={clipAddress(clip.id)} download>
            {t("clipPage.download")}
          </a>
        )}
      </div>
      {there && !clip.hidden && <ShareLink title={clip.title} url={clip.page_url} />}
      {(own || mine) && <ClipTools clip={clip} own={own} onChange={onChange} />}
    </div>
  );
}

/** The show is for everybody, and what is kept of it is not. */
function ForHolders({ clip, livestream }: { clip: Clip; livestream: Livestream | undefined }) {
  const { account } = useSession();
  const artist = livestream?.artist.display_name ?? t("clipPage.theArtist");
  return (
    <Nothing lead={t("clipPage.forHolders", { name: artist })} words={t("clipPage.forHoldersWords")}>
      {account === null && (
        <a className="button primary" href={`/sign-in?next=/clips/${clip.id}`}>
          {t("clipPage.signIn")}
        </a>
      )}
    </Nothing>
  );
}

/** `alone`: the page has no other heading. */
function Nothing(props: { lead: string; words: string; alone?: boolean; children?: React.ReactNode }) {
  const { lead, words, alone = false, children } = props;
  const Lead = alone ? "h1" : "p";
  return (
    <div className="stage" data-stage="gated">
      <div className="stage-overlay">
        <div className="stage-words">
          <Lead className="stage-lead">{lead}</Lead>
          <p>{words}</p>
          {children && <p className="form-actions">{children}</p>}
        </div>
      </div>
    </div>
  );
}

/** While somebody had it open. */
function Removed({ show }: { show: string | null }) {
  return (
    <div className="page watch">
      <Nothing
        alone
        lead={t("clipPage.removed")}
        words={t(show === null ? "clipPage.showDeleted" : "clipPage.removedWords")}
      >
        {show !== null && (
          <a className="button" href={`/livestreams/${show}`}>
            {t("clipPage.toShow")}
          </a>
        )}
      </Nothing>
    </div>
  );
}
