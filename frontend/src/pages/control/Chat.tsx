import { useEffect, useMemo, useState } from "preact/compat";
import { changeRoom } from "../../api/keeping";
import type { Livestream } from "../../api/types";
import { pollLivestream } from "../../channel/polls";
import { useChannel } from "../../channel/useChannel";
import { useRoom, useRoomState } from "../../chat/useRoom";
import { GoalForm } from "../../tips/GoalForm";

import { Act } from "../moderation/Acts";
import { Feed } from "../moderation/Feed";
import { Outcome } from "../moderation/Outcome";
import { useKeeping } from "../moderation/useKeeping";
import { useNews, useQuestions, useReports } from "../moderation/useQueue";
import { Write } from "../moderation/Write";
import "../../styles/desk.css";
import type { RoomShape } from "../../chat/messages";
import { t } from "../../i18n/t";

/** Asked for with the first socket, so that there is no second one. */
const TOPICS = ["chat", "moderation"];

/** What fans write, while the artist looks after everything else; and the way to more of it. */
export function Chat({
  livestream,
  onShape,
}: {
  livestream: Livestream;
  onShape: (shape: RoomShape) => void;
}) {
  const { id, artist } = livestream;
  const [poll] = useState(() => pollLivestream(id));
  const { channel } = useChannel(`/ws/livestreams/${id}?observe=true`, poll, TOPICS);
  const room = useRoom(channel, true);
  const state = useRoomState(room);
  const { rows, shape } = state;
  const keeping = useKeeping();
  const version = `${keeping.version} ${useNews(channel)}`;
  const questions = useQuestions(id, state, version).length;
  const reports = useReports(id, state, version);
  const reported = useMemo(() => new Set(reports.map(({ message }) => message.id)), [reports]);
  useEffect(() => {
    if (shape !== null) onShape(shape);
  }, [shape, onShape]);
  if (shape === null) return null;
  const { shield, pinned } = shape;
  const raise = () =>
    void keeping.act(t(shield ? "control.shieldLowered" : "control.shieldRaised"), () =>
      changeRoom(id, { shield: !shield }),
    );
  return (
    <section className="panel control-chat" id="chat" aria-labelledby="control-chat">
      <header className="panel-head">
        <h2 id="control-chat">{t("control.chat")}</h2>
        <Act name={t(shield ? "control.shieldUp" : "control.shield")} pressed={shield} onClick={raise} />
      </header>
      <p className="control-chat-ways">
        <a href={`/artist/livestreams/${id}/stage`} className="button small" target="_blank" rel="noreferrer">
          {t("control.stage")}
        </a>
        <a href={`/livestreams/${id}/moderation`} className="button small" target="_blank" rel="noreferrer">
          {t("control.moderation")}
        </a>
        {reported.size > 0 && (
          <span className="desk-tag" data-tone="bad">
            {t("control.reported", { count: reported.size })}
          </span>
        )}
        {questions > 0 && <span className="quiet">{t("control.questions", { count: questions })}</span>}
      </p>
      <GoalForm livestream={id} goal={shape.goal} />
      <Feed
        livestream={id}
        rows={rows}
        pinned={pinned?.id ?? null}
        reported={reported}
        keeping={keeping}
        me={artist.id}
        owner
        keys="list"
      />
      <Write livestream={livestream} room={room} />
      <Outcome outcome={keeping.outcome} />
    </section>
  );
}
