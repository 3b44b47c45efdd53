import { useEffect } from "preact/compat";
import { readReplays } from "../api/calls";
import type { Livestream } from "../api/types";
import { pollLobby } from "../channel/polls";
import { useChannel } from "../channel/useChannel";
import { loadEngine } from "../player/engine";
import { useSession } from "../session/session";
import { StatusBadge } from "../ui/Badge";
import { LinkNote } from "../ui/LinkNote";
import { More } from "../ui/More";
import { describeLength, formatTime, nameZone } from "../ui/time";
import { useNow } from "../ui/useNow";
import { usePages } from "../ui/usePages";
import { usePageTitle } from "../ui/usePageTitle";
import { Viewers } from "../ui/Viewers";
import { Waiting } from "../ui/Waiting";
import { CardPicture } from "./browse/CardPicture";
import { Gate } from "./browse/Gate";
import { arrangeReplays } from "./browse/replays";
import { WatchAgain } from "./browse/WatchAgain";
import { arrange, type Lineup as LineupOf } from "./lineup";
import { useUpcoming } from "./useUpcoming";

export function BrowsePage() {
  usePageTitle("Livestreams");
  const { board, link } = useChannel("/ws/livestreams", pollLobby);
  const { livestreams, readMore, reading } = useUpcoming(board);
  const now = useNow();
  const { live, upcoming } = arrange(livestreams, now);
  // What was told while a connection was lost is read again.
  const over = usePages(readReplays, board.version);
  const replays = arrangeReplays(board, over.pages?.flatMap((page) => page.livestreams) ?? []);
  const nothingElse = live.length === 0 && upcoming.length === 0;

  // The next click most likely leads to a player.
  useEffect(() => {
    const timer = setTimeout(() => {
      void import("./watch/WatchPage").catch(() => {});
      void loadEngine().catch(() => {});
    }, 1_500);
    return () => clearTimeout(timer);
  }, []);

  return (
    <div className="page lineup">
      <h1 className="visually-hidden">Livestreams</h1>
      {board.version === 0 || (nothingElse && over.pages === null && over.problem === null) ? (
        <Waiting what="Loading livestreams" />
      ) : nothingElse && replays.length === 0 ? (
        <Nothing />
      ) : (
        <Lineup live={live} upcoming={upcoming} now={now} />
      )}
      {readMore !== null && (
        <p>
          <button
            type="button"
            className="button"
            aria-disabled={reading}
            onClick={() => !reading && void readMore()}
          >
            Show later ones
          </button>
        </p>
      )}
      {replays.length > 0 && board.version > 0 && (
        <section aria-labelledby="watch-again">
          <h2 id="watch-again">Watch again</h2>
          <WatchAgain livestreams={replays} now={now} />
          {over.more !== null && (
            <p>
              <More more={over.more} pending={over.pending} />
            </p>
          )}
        </section>
      )}
      <LinkNote link={link} />
    </div>
  );
}

function Lineup({ live, upcoming, now }: LineupOf & { now: number }) {
  return (
    <>
      <section aria-labelledby="on-now">
        <h2 id="on-now">On now</h2>
        {live.length === 0 && (
          <p className="quiet">Nobody is live at the moment. This page shows it when somebody is.</p>
        )}
        <ul className="cards">
          {live.map((livestream) => (
            <LiveCard key={livestream.id} livestream={livestream} now={now} />
          ))}
        </ul>
      </section>
      {upcoming.length > 0 && (
        <section aria-labelledby="coming-up">
          <header className="lineup-head">
            <h2 id="coming-up">Coming up</h2>
            <p className="hint">Times in {nameZone(now)}</p>
          </header>
          {upcoming.map(({ day, livestreams: group }) => (
            <div className="day" key={day}>
              <h3>{day}</h3>
              <ul className="rows">
                {group.map((livestream) => (
                  <UpcomingRow key={livestream.id} livestream={livestream} now={now} />
                ))}
              </ul>
            </div>
          ))}
        </section>
      )}
    </>
  );
}

function LiveCard({ livestream, now }: { livestream: Livestream; now: number }) {
  const { id, title, artist, started_at, viewer_count, interrupted_until, still_url } = livestream;
  return (
    <li className="card" data-livestream={id}>
      <CardPicture url={still_url} alt={`${title}, a moment ago`} />
      <p className="card-top">
        <StatusBadge livestream={livestream} />
        <Viewers count={viewer_count} />
      </p>
      <h3>
        <a href={`/livestreams/${id}`} className="cover-link">
          {title}
        </a>
      </h3>
      <p className="by">{artist.display_name}</p>
      <p className="card-foot">
        {interrupted_until !== null
          ? "Connection lost, waiting"
          : started_at && `On for ${describeLength(now - Date.parse(started_at))}`}
        <Gate tokens={livestream.token_gate_amount} />
      </p>
    </li>
  );
}

function UpcomingRow({ livestream, now }: { livestream: Livestream; now: number }) {
  const { id, title, artist, scheduled_start_at } = livestream;
  const away = scheduled_start_at ? Date.parse(scheduled_start_at) - now : null;
  return (
    <li className="row" data-livestream={id}>
      <p className="row-time">
        {scheduled_start_at ? (
          <time dateTime={scheduled_start_at}>{formatTime(scheduled_start_at)}</time>
        ) : (
          "–"
        )}
      </p>
      <div className="row-words">
        <h4>
          <a href={`/livestreams/${id}`} className="cover-link">
            {title}
          </a>
        </h4>
        <p className="by">
          {artist.display_name}
          <Gate tokens={livestream.token_gate_amount} />
        </p>
      </div>
      <p className="row-away">
        {away !== null && away > 0 && away < 86_400_000 && `in ${describeLength(away)}`}
      </p>
    </li>
  );
}

function Nothing() {
  const { account } = useSession();
  return (
    <div className="empty">
      <h2>No livestreams yet</h2>
      <p>When an artist schedules one or goes live, it appears here by itself.</p>
      {account?.role === "artist" && (
        <a href="/artist/livestreams/create" className="button primary">
          Create a livestream
        </a>
      )}
      {account === null && (
        <a href="/register?artist" className="button">
          Register as an artist
        </a>
      )}
    </div>
  );
}
