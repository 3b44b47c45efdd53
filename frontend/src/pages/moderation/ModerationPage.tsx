import { useMemo, useState } from "preact/compat";
import { changeRoom, readRoomSettings } from "../../api/keeping";
import { pollLivestream } from "../../channel/polls";
import { useChannel } from "../../channel/useChannel";
import { useRoom, useRoomState } from "../../chat/useRoom";
import { t } from "../../i18n/t";
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
  if (account === undefined) return <Unknown what={t("moderation.loading")} />;
  if (account === null) return <Navigate to={`/sign-in?next=${encodeURIComponent(path)}`} replace />;
  return <Entry key={`${id} ${account.id}`} id={id} me={account.id} />;
}

function Entry({ id, me }: { id: string; me: string }) {
  const [read] = useState(() => (signal: AbortSignal) => readRoomSettings(id, signal));
  const [settings, problem, again] = useRead(read);
  if (problem?.status === 404) {
    return <NotFoundPage title={t("moderation.gone")} words={t("moderation.goneWhy")} />;
  }
  if (problem !== null && settings === null) {
    return (
      <div className="page">
        <ProblemNote problem={problem} onRetry={again} />
      </div>
    );
  }
  if (settings === null) return <Waiting what={t("moderation.loadingRoom")} />;
  return settings.moderates ? <Desk id={id} me={me} /> : <NotYours id={id} />;
}

function NotYours({ id }: { id: string }) {
  return (
    <div className="page">
      <div className="empty-stage">
        <h1>{t("moderation.notYou")}</h1>
        <p>{t("moderation.notYouWhy")}</p>
        <p className="form-actions">
          <a href={`/livestreams/${id}`} className="button primary">
            {t("moderation.toShow")}
          </a>
        </p>
      </div>
    </div>
  );
}

const PANELS = ["chat", "queue", "settings", "people", "log"] as const;
type Panel = (typeof PANELS)[number];

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
  const name = title === "" ? t("moderation.title") : t("moderation.titleOf", { title });
  usePageTitle(`${reports.length > 0 ? `(${reports.length}) ` : ""}${name}`);
  const shield = shape?.shield === true;
  const raise = () =>
    void keeping.act(t(shield ? "moderation.saidShieldDown" : "moderation.saidShieldUp"), () =>
      changeRoom(id, { shield: !shield }),
    );
  const obey = (command: Command): boolean => {
    if (command.do === "shield" && shape !== null) raise();
    else if (command.do === "help") setHelping(true);
    else return false;
    return true;
  };
  if (board.deleted.has(id) || link.code === 4404) {
    return <NotFoundPage title={t("moderation.gone")} words={t("moderation.goneWhy")} />;
  }
  if (link.phase === "refused" && link.code === 4403) return <NotYours id={id} />; // dismissed meanwhile
  if (livestream === undefined || shape === null) {
    return (
      <>
        <Waiting what={t("moderation.opening")} />
        <LinkNote link={link} />
      </>
    );
  }
  const owner = livestream.artist.id === me;
  return (
    <main className="desk" data-panel={panel}>
      <header className="desk-head">
        <a href={owner ? `/artist/livestreams/${id}` : `/livestreams/${id}`} className="button small">
          {t(owner ? "moderation.controlRoom" : "moderation.theShow")}
        </a>
        <h1>
          <bdi>{title}</bdi>
        </h1>
        <StatusBadge livestream={livestream} />
        <Viewers count={livestream.viewer_count} />
        <div className="desk-head-acts">
          <Act
            name={t(shield ? "moderation.shieldUp" : "moderation.shield")}
            letter="S"
            pressed={shield}
            onClick={raise}
          />
          <Act name={t("moderation.keys")} letter="?" onClick={() => setHelping(true)} />
        </div>
      </header>
      {shield && <p className="note warn">{t("moderation.shieldWhat")}</p>}
      <nav className="desk-tabs" aria-label={t("moderation.parts")}>
        {PANELS.map((name) => (
          <button
            key={name}
            type="button"
            className="desk-tab"
            data-tab={name}
            aria-current={panel === name ? "true" : undefined}
            onClick={() => setPanel(name)}
          >
            {t(`moderation.${name}`)}
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
      <section className="desk-side" aria-label={t(`moderation.${panel === "chat" ? "queue" : panel}`)}>
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
