import { useMemo, useState } from "preact/compat";
import { changeRoom, readRoomSettings } from "../../api/keeping";
import { pollLivestream } from "../../channel/polls";
import { useChannel } from "../../channel/useChannel";
import { useRoom, useRoomState } from "../../chat/useRoom";
import { useSession } from "../../session/session";
import { Unknown } from "../../session/Unknown";
import { StatusBadge } from "../../ui/Badge";
import { LinkNote } from "../../ui/LinkNote";
import { ProblemNote } from "../../ui/ProblemNote";
import { Navigate, useParams, usePath } from "../../ui/routing";
import { usePageTitle } from "../../ui/usePageTitle";
import { useRead } from "../../ui/useRead";
import { Viewers } from "../../ui/Viewers";
import { Waiting } from "../../ui/Waiting";
import { NotFoundPage } from "../NotFoundPage";
import { Act } from "./Acts";
import { Feed } from "./Feed";
import { Help } from "./Help";
import type { Command } from "./keys";
import { Log } from "./Log";
import { Outcome } from "./Outcome";
import { People } from "./People";
import { Queue } from "./Queue";
import { Settings } from "./Settings";
import { useKeeping } from "./useKeeping";
import { useKeys } from "./useKeys";
import { useNews, useQuestions, useReports } from "./useQueue";
import { Write } from "./Write";
import "../../styles/desk.css";

/** Where an artist and its moderators keep a room pleasant. */
export function ModerationPage() {
  const { id = "" } = useParams();
  const { account } = useSession();
  const path = usePath();
  if (account === undefined) return <Unknown what="Loading" />;
  if (account === null) return <Navigate to={`/sign-in?next=${encodeURIComponent(path)}`} replace />;
  return <Entry key={`${id} ${account.id}`} id={id} me={account.id} />;
}

function Entry({ id, me }: { id: string; me: string }) {
  const [read] = useState(() => (signal: AbortSignal) => readRoomSettings(id, signal));
  const [settings, problem, again] = useRead(read);
  if (problem?.status === 404) {
    return <NotFoundPage title="This livestream does not exist" words="It may have been deleted." />;
  }
  if (problem !== null && settings === null) {
    return (
      <div className="page">
        <ProblemNote problem={problem} onRetry={again} />
      </div>
    );
  }
  if (settings === null) return <Waiting what="Loading the room" />;
  if (settings.moderates) return <Desk id={id} me={me} />;
  return (
    <div className="page empty">
      <h1>This is for moderators</h1>
      <p>The artist of this show has not made you one.</p>
      <a href={`/livestreams/${id}`} className="button">
        To the show
      </a>
    </div>
  );
}

const PANELS = [
  ["chat", "Chat"],
  ["queue", "Queue"],
  ["settings", "Settings"],
  ["people", "People"],
  ["log", "Log"],
] as const;
type Panel = (typeof PANELS)[number][0];

const nameOf = (panel: Panel) => PANELS.find(([name]) => name === panel)?.[1];

function Desk({ id, me }: { id: string; me: string }) {
  const [poll] = useState(() => pollLivestream(id));
  const { board, channel, link } = useChannel(`/ws/livestreams/${id}?observe=true`, poll);
  const room = useRoom(channel, true);
  const state = useRoomState(room);
  const { rows, shape } = state;
  const livestream = board.livestreams.get(id);
  const keeping = useKeeping();
  const version = `${keeping.version} ${useNews(channel)}`;
  const questions = useQuestions(id, state, version);
  const reports = useReports(id, state, version);
  const reported = useMemo(() => new Set(reports.map(({ message }) => message.id)), [reports]);
  const waiting = reports.length + questions.length;
  const [panel, setPanel] = useState<Panel>("chat");
  const [helping, setHelping] = useState(false);
  const [keysOn, turnKeys] = useKeys();
  const title = livestream?.title ?? "";
  usePageTitle(`${reports.length > 0 ? `(${reports.length}) ` : ""}Moderation${title && ` · ${title}`}`);
  const shield = shape?.shield === true;
  const raise = () =>
    void keeping.act(shield ? "The shield is down." : "The shield is up.", () =>
      changeRoom(id, { shield: !shield }),
    );
  const obey = (command: Command): boolean => {
    if (command.do === "shield" && shape !== null) raise();
    else if (command.do === "help") setHelping(true);
    else return false;
    return true;
  };
  if (board.deleted.has(id) || link.code === 4404) {
    return <NotFoundPage title="This livestream does not exist" words="It may have been deleted." />;
  }
  if (livestream === undefined || shape === null) {
    return (
      <>
        <Waiting what="Opening the room" />
        <LinkNote link={link} />
      </>
    );
  }
  const owner = livestream.artist.id === me;
  return (
    <main className="desk" data-panel={panel}>
      <header className="desk-head">
        <a href={owner ? `/artist/livestreams/${id}` : `/livestreams/${id}`} className="button small">
          {owner ? "Control room" : "The show"}
        </a>
        <h1>
          <bdi>{title}</bdi>
        </h1>
        <StatusBadge livestream={livestream} />
        <Viewers count={livestream.viewer_count} />
        <div className="desk-head-acts">
          <Act name={shield ? "Shield is up" : "Shield"} letter="S" pressed={shield} onClick={raise} />
          <Act name="Keys" letter="?" onClick={() => setHelping(true)} />
        </div>
      </header>
      {shield && (
        <p className="note warn">
          The shield is up: only holders and moderators write, every ten seconds at most, without links.
        </p>
      )}
      <nav className="desk-tabs" aria-label="Parts of the desk">
        {PANELS.map(([name, words]) => (
          <button
            key={name}
            type="button"
            className="desk-tab"
            data-tab={name}
            aria-current={panel === name ? "true" : undefined}
            onClick={() => setPanel(name)}
          >
            {words}
            {name === "queue" && waiting > 0 && (
              <span className="desk-count figure" data-reported={reports.length > 0}>
                {waiting}
              </span>
            )}
          </button>
        ))}
      </nav>
      <div className="desk-main">
        <Feed
          livestream={id}
          rows={rows}
          pinned={shape.pinned?.id ?? null}
          reported={reported}
          keeping={keeping}
          me={me}
          owner={owner}
          keys={keysOn ? "page" : "off"}
          onCommand={obey}
        />
        <Write livestream={livestream} room={room} />
      </div>
      <section className="desk-side" aria-label={nameOf(panel === "chat" ? "queue" : panel)}>
        {(panel === "queue" || panel === "chat") && (
          <Queue livestream={id} reported={reports} questions={questions} keeping={keeping} />
        )}
        {panel === "settings" && <Settings livestream={id} shape={shape} keeping={keeping} owner={owner} />}
        {panel === "people" && <People livestream={id} owner={owner} keeping={keeping} />}
        {panel === "log" && <Log livestream={id} version={version} />}
      </section>
      <Outcome outcome={keeping.outcome} />
      <Help open={helping} onClose={() => setHelping(false)} keysOn={keysOn} onKeys={turnKeys} />
      <LinkNote link={link} />
    </main>
  );
}
