import { useRef, useState } from "preact/compat";
import type { Livestream } from "../api/types";
import type { Board } from "../channel/board";
import type { Link } from "../channel/link";
import { Player } from "../player/Player";
import { StatusBadge } from "../ui/Badge";
import { Countdown } from "../ui/Countdown";
import { LinkNote } from "../ui/LinkNote";
import { PlatformNote } from "../ui/PlatformNote";
import { ProblemNote } from "../ui/ProblemNote";
import { useParams } from "../ui/routing";
import { usePageTitle } from "../ui/usePageTitle";
import { Waiting } from "../ui/Waiting";
import { Alarm } from "./control/Alarm";
import { Chat } from "./control/Chat";
import { Clips } from "./control/Clips";
import { ConflictNote } from "./control/ConflictNote";
import { Connection, type ConnectionActions } from "./control/Connection";
import { Counters } from "./control/Counters";
import { Details } from "./control/Details";
import { GoesOn } from "./control/GoesOn";
import { HealthPanel } from "./control/HealthPanel";
import { KeyUses } from "./control/KeyUses";
import { Markers } from "./control/Markers";
import { MarkToast } from "./control/MarkToast";
import { Moves } from "./control/Moves";
import { Recording } from "./control/Recording";
import { describeSituation } from "./control/situation";
import { useMarking } from "./control/useMarking";
import { NotFoundPage } from "./NotFoundPage";
import { useTerm } from "./replays/useTerm";
import { useMarkers } from "./useMarkers";
import { useOwnLivestream } from "./useOwnLivestreams";
import { admit, findOwn, isReplayGated } from "./watch/pass";
import { usePass } from "./watch/usePass";

export function ControlPage() {
  const { id = "" } = useParams();
  return <Control key={id} id={id} />;
}

function Control({ id }: { id: string }) {
  const { livestream, record, gone, problem, state } = useOwnLivestream(id);
  usePageTitle(livestream?.title ?? "Studio");
  if (gone) return <NotFoundPage title="This livestream does not exist" words="It may have been deleted." />;
  return (
    <div className="page control">
      {livestream ? (
        <Panel livestream={livestream} record={record} board={state.board} link={state.link} />
      ) : problem ? (
        <ProblemNote problem={problem} />
      ) : (
        <Waiting what="Loading the livestream" />
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
  const marking = useMarking(id, status === "live");
  const markers = useMarkers(id, board, true, true);
  const [editing, setEditing] = useState<string | null>(null);
  // An artist's own pass is good for as long as the artist is signed in.
  const { pass, replayUrl } = usePass(id, isReplayGated(livestream), link, findOwn(livestream));
  const admitted = admit(livestream, pass, replayUrl);
  return (
    <>
      <header className="control-head">
        <div>
          <p className="watch-line">
            <StatusBadge livestream={livestream} />
            <a href={`/livestreams/${id}`} target="_blank" rel="noreferrer">
              The fans’ page
            </a>
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
          conflict={conflict}
          live={status === "live"}
          onNewKey={() => connection.current?.askForNewKey()}
        />
      )}
      <PlatformNote degraded={board.degraded} />
      <Counters livestream={livestream} />
      <div className="control-body" data-publishing={publishing === true}>
        {open && <Monitor livestream={admitted} onMark={marking.mark} />}
        {status !== "cancelled" && <Chat livestream={livestream} />}
        {open && <HealthPanel health={board.health.get(id)} livestream={livestream} />}
        <Connection
          livestream={livestream}
          actions={connection}
          onNewKey={() => setKeys((keys) => keys + 1)}
        />
        <Details livestream={livestream} record={record} term={term} />
        <Recording livestream={livestream} record={record} term={term}>
          <Markers id={id} live={status === "live"} markers={markers} editing={editing} onEdit={setEditing} />
        </Recording>
        <Clips livestream={admitted} board={board} />
        <KeyUses
          id={id}
          version={`${status} ${publishing} ${conflict?.at} ${keys}`}
          onNewKey={open ? () => connection.current?.askForNewKey() : undefined}
        />
      </div>
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
        <h2 id="monitor">{preview ? "Preview, seen by you alone" : "Picture"}</h2>
        {status === "live" && (
          <button type="button" className="button" aria-keyshortcuts="m" onClick={onMark}>
            Mark this moment
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
                <p className="stage-lead">No picture yet</p>
                <p>It appears here when OBS connects.</p>
              </div>
            )}
            {stage === "starting" && (
              <div className="stage-words late">
                <p>The picture is on its way.</p>
              </div>
            )}
            {stage === "interrupted" && (
              <div className="stage-words card-like">
                <p className="stage-lead">Connection lost</p>
                <p>Fans see your last picture and wait.</p>
                {livestream.interrupted_until && (
                  <p>
                    <Countdown until={livestream.interrupted_until} /> left to come back
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
