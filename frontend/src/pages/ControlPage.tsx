import { useRef, useState } from "preact/compat";
import { listLivestreams } from "../api/calls";
import type { Livestream } from "../api/types";
import type { Board } from "../channel/board";
import type { Link } from "../channel/link";
import type { RoomShape } from "../chat/messages";
import { EmbedPanel } from "../embedding/EmbedPanel";
import { T } from "../i18n/T";
import { t } from "../i18n/t";
import { Player } from "../player/Player";
import { Countdown } from "../ui/Countdown";
import { LinkNote } from "../ui/LinkNote";
import { PlatformNote } from "../ui/PlatformNote";
import { ProblemNote } from "../ui/ProblemNote";
import { useParams } from "../ui/routing";
import { usePageTitle } from "../ui/usePageTitle";
import { useRead } from "../ui/useRead";
import { Waiting } from "../ui/Waiting";
import { After } from "./control/After";
import { Alarm } from "./control/Alarm";
import { Charts } from "./control/Charts";
import { Chat } from "./control/Chat";
import { Clips } from "./control/Clips";
import { ConflictNote } from "./control/ConflictNote";
import { Connection, type ConnectionActions } from "./control/Connection";
import { Details } from "./control/Details";
import { GoesOn } from "./control/GoesOn";
import { HealthPanel } from "./control/HealthPanel";
import { Jumps } from "./control/Jumps";
import { KeyUses } from "./control/KeyUses";
import { Markers } from "./control/Markers";
import { MarkToast } from "./control/MarkToast";
import { Moves } from "./control/Moves";
import { Preflight } from "./control/Preflight";
import { Recording } from "./control/Recording";
import { StateLine } from "./control/StateLine";
import { describeSituation } from "./control/situation";
import { useMarking } from "./control/useMarking";
import { useVerdict } from "./control/useVerdict";
import { NotFoundPage } from "./NotFoundPage";
import { useTerm } from "./replays/useTerm";
import { Tour } from "./studio/Tour";
import { useMarkers } from "./useMarkers";
import { useOwnLivestream } from "./useOwnLivestreams";
import { admit, findOwn, isReplayGated } from "./watch/pass";
import { usePass } from "./watch/usePass";

const OPEN_JUMPS = [
  { to: "show", name: "control.jumpShow" },
  { to: "chat", name: "control.jumpChat" },
  { to: "connection", name: "control.jumpObs" },
  { to: "details", name: "control.jumpDetails" },
  { to: "recording", name: "control.jumpRecording" },
] as const;

const OVER_JUMPS = [
  { to: "show", name: "control.jumpShow" },
  { to: "recording", name: "control.jumpRecording" },
  { to: "clips", name: "control.jumpClips" },
  { to: "chat", name: "control.jumpChat" },
  { to: "details", name: "control.jumpDetails" },
] as const;

/** Whether the artist was ever on the air. */
const readPlayed = (signal: AbortSignal) => listLivestreams("mine=true", signal, 1);

export function ControlPage() {
  const { id = "" } = useParams();
  return <Control key={id} id={id} />;
}

function Control({ id }: { id: string }) {
  const { livestream, record, gone, problem, state } = useOwnLivestream(id);
  usePageTitle(livestream?.title ?? t("control.studio"));
  if (gone) return <NotFoundPage title={t("control.missing")} words={t("control.missingWords")} />;
  return (
    <div className="page control">
      {livestream ? (
        <Panel livestream={livestream} record={record} board={state.board} link={state.link} />
      ) : problem ? (
        <ProblemNote problem={problem} />
      ) : (
        <Waiting what={t("control.loadingShow")} />
      )}
      <LinkNote link={state.link} />
    </div>
  );
}

function Panel(props: { livestream: Livestream; record: boolean | undefined; board: Board; link: Link }) {
  const { livestream, record, board, link } = props;
  const { id, title, status, publishing, interrupted_until } = livestream;
  const conflict = board.conflicts.get(id);
  const open = status === "scheduled" || status === "live";
  const connection = useRef<ConnectionActions>(null);
  const term = useTerm();
  const [keys, setKeys] = useState(0);
  const [room, setRoom] = useState<RoomShape | null>(null);
  const health = board.health.get(id);

  const rehearsal = useVerdict(board.rehearsal);
  const [own] = useRead(readPlayed);
  const shows = own === null ? null : [livestream, ...own.filter((one) => one.id !== id)];
  const marking = useMarking(id, status === "live");
  const markers = useMarkers(id, board, true, true);
  const [editing, setEditing] = useState<string | null>(null);
  // An artist's own pass is good for as long as the artist is signed in.
  const { pass, replayUrl } = usePass(id, isReplayGated(livestream), link, findOwn(livestream));
  const admitted = admit(livestream, pass, replayUrl);
  return (
    <>
      <StateLine livestream={livestream} />
      <header className="control-head" id="show">
        <div>
          <p className="watch-line">
            <a href="/artist/livestreams">{t("control.studio")}</a>
            <a href={`/livestreams/${id}`} target="_blank" rel="noreferrer">
              {t("control.fansPage")}
            </a>
            <a href={`/artist/livestreams/${id}/audience`}>{t("audience.title")}</a>
          </p>
          <h1>{title}</h1>
          <p className="situation" role="status">
            {describeSituation(livestream)}
          </p>
          <GoesOn livestream={livestream} />
        </div>
        <Moves livestream={livestream} />
      </header>
      {status === "live" && interrupted_until !== null && <Alarm until={interrupted_until} title={title} />}
      {conflict && (
        <ConflictNote
          id={id}
          conflict={conflict}
          live={status === "live"}
          onNewKey={() => connection.current?.askForNewKey()}
        />
      )}
      <PlatformNote degraded={board.degraded} />
      {status === "scheduled" && shows !== null && <Tour shows={shows} verdict={rehearsal} here={id} />}

      <div className="control-body" data-publishing={publishing === true} data-status={status}>
        <div className="control-main">
          {status === "ended" && <After livestream={livestream} />}
          {open && <Monitor livestream={admitted} onMark={marking.mark} />}

          {status === "scheduled" && (
            <Preflight facts={{ livestream, health, room, record, kept: term, rehearsal }} />
          )}
          {open && (
            <HealthPanel health={health} livestream={livestream}>
              <Charts livestream={livestream} health={health} />
            </HealthPanel>
          )}
          <Recording livestream={livestream} record={record} term={term}>
            <Markers
              id={id}
              live={status === "live"}
              markers={markers}
              editing={editing}
              onEdit={setEditing}
            />
          </Recording>
          <Clips livestream={admitted} board={board} />
        </div>
        <div className="control-side">
          <Connection
            livestream={livestream}
            actions={connection}
            onNewKey={() => setKeys((keys) => keys + 1)}
          />
          {status !== "cancelled" && <Chat livestream={livestream} onShape={setRoom} />}
          <Details livestream={livestream} record={record} term={term} />
          {status !== "cancelled" && <EmbedPanel livestream={livestream} />}
          <KeyUses
            id={id}
            version={`${status} ${publishing} ${conflict?.at} ${keys}`}
            onNewKey={open ? () => connection.current?.askForNewKey() : undefined}
          />
        </div>
      </div>
      <Jumps
        jumps={open ? OPEN_JUMPS : OVER_JUMPS}
        onJump={(to) => to === "connection" && connection.current?.unfold()}
      />
      <MarkToast marking={marking} onName={({ id }) => setEditing(id)} />
    </>
  );
}

/** What fans see, or will: the artist's own look at it before going live. */
function Monitor({ livestream, onMark }: { livestream: Livestream; onMark: () => void }) {
  const { status, publishing } = livestream;
  const preview = status === "scheduled" && publishing === true;
  return (
    <section className="panel monitor" aria-labelledby="monitor">
      <header className="panel-head">
        <h2 id="monitor">{t(preview ? "control.preview" : "control.picture")}</h2>
        {status === "live" && (
          <button type="button" className="button" aria-keyshortcuts="m" onClick={onMark}>
            {t("control.mark")}
            <span className="key" aria-hidden="true">
              M
            </span>
          </button>
        )}
      </header>
      <Player
        livestream={livestream}
        quiet
        overlay={(stage) => (
          <>
            {stage === "scheduled" && (
              <div className="stage-words">
                <p className="stage-lead">{t("control.noPicture")}</p>
                <p>{t("control.noPictureWords")}</p>
              </div>
            )}
            {stage === "starting" && (
              <div className="stage-words late">
                <p>{t("control.pictureComes")}</p>
              </div>
            )}
            {stage === "interrupted" && (
              <div className="stage-words card-like">
                <p className="stage-lead">{t("control.lost")}</p>
                <p>{t("control.lostWords")}</p>
                {livestream.interrupted_until && (
                  <p>
                    <T id="control.lostLeft" time={<Countdown until={livestream.interrupted_until} />} />
                  </p>
                )}
              </div>
            )}
          </>
        )}
      />
    </section>
  );
}
