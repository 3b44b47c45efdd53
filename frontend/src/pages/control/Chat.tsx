import { useMemo, useState } from "preact/compat";
import { changeRoom } from "../../api/keeping";
import type { Livestream } from "../../api/types";
import { pollLivestream } from "../../channel/polls";
import { useChannel } from "../../channel/useChannel";
import { useRoom, useRoomState } from "../../chat/useRoom";
import { GoalForm } from "../../tips/GoalForm";
import { formatCount } from "../../ui/counts";
import { Act } from "../moderation/Acts";
import { Feed } from "../moderation/Feed";
import { Outcome } from "../moderation/Outcome";
import { useKeeping } from "../moderation/useKeeping";
import { useNews, useQuestions, useReports } from "../moderation/useQueue";
import { Write } from "../moderation/Write";
import "../../styles/desk.css";

/** What fans write, while the artist looks after everything else; and the way to more of it. */
export function Chat({ livestream }: { livestream: Livestream }) {
  const { id, artist } = livestream;
  const [poll] = useState(() => pollLivestream(id));
  const { channel } = useChannel(`/ws/livestreams/${id}?observe=true`, poll);
  const room = useRoom(channel, true);
  const state = useRoomState(room);
  const { rows, shape } = state;
  const keeping = useKeeping();
  const version = `${keeping.version} ${useNews(channel)}`;
  const questions = useQuestions(id, state, version).length;
  const reports = useReports(id, state, version);
  const reported = useMemo(() => new Set(reports.map(({ message }) => message.id)), [reports]);
  if (shape === null) return null;
  const { shield, pinned } = shape;
  const raise = () =>
    void keeping.act(shield ? "The shield is down." : "The shield is up.", () =>
      changeRoom(id, { shield: !shield }),
    );
  return (
    <section className="panel control-chat" aria-labelledby="control-chat">
      <header className="panel-head">
        <h2 id="control-chat">Chat</h2>
        <Act name={shield ? "Shield is up" : "Shield"} pressed={shield} onClick={raise} />
      </header>
      <p className="control-chat-ways">
        <a href={`/artist/livestreams/${id}/stage`} className="button small" target="_blank" rel="noreferrer">
          Stage monitor
        </a>
        <a href={`/livestreams/${id}/moderation`} className="button small" target="_blank" rel="noreferrer">
          Moderation
        </a>
        {reported.size > 0 && (
          <span className="desk-tag" data-tone="bad">
            {formatCount(reported.size)} reported
          </span>
        )}
        {questions > 0 && (
          <span className="quiet">
            {questions === 1 ? "1 open question" : `${formatCount(questions)} open questions`}
          </span>
        )}
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
