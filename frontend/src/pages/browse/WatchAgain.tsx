import type { Livestream } from "../../api/types";
import { sayLength } from "../../clips/times";
import { Icon } from "../../ui/Icon";
import { formatDay, formatLength } from "../../ui/time";
import { CardPicture } from "./CardPicture";
import { Gate } from "./Gate";
import { countOwed, findPoster } from "./replays";

/** Shows that are over, of which what was kept can be watched. */
export function WatchAgain({ livestreams, now }: { livestreams: readonly Livestream[]; now: number }) {
  return (
    <ul className="cards">
      {livestreams.map((livestream) => (
        <ReplayCard key={livestream.id} livestream={livestream} now={now} />
      ))}
    </ul>
  );
}

function ReplayCard({ livestream, now }: { livestream: Livestream; now: number }) {
  const { id, title, artist, ended_at, replay } = livestream;
  const tokens = countOwed(livestream);
  const duration = replay?.duration ?? null;
  return (
    <li className="card over" data-livestream={id}>
      <CardPicture url={findPoster(livestream)} alt="">
        <Icon name={tokens > 0 ? "lock" : "play"} />
        {duration !== null && (
          <span className="card-length figure" aria-hidden="true">
            {formatLength(duration * 1000)}
          </span>
        )}
      </CardPicture>
      <h3>
        <a href={`/livestreams/${id}`} className="cover-link">
          {title}
        </a>
      </h3>
      <p className="by">{artist.display_name}</p>
      <p className="card-foot">
        <span>
          {ended_at !== null && <time dateTime={ended_at}>{formatDay(new Date(ended_at), now)}</time>}
          {duration !== null && <span className="visually-hidden">, {sayLength(Math.round(duration))}</span>}
        </span>
        <Gate tokens={tokens} />
      </p>
    </li>
  );
}
