import type { Livestream } from "../../api/types";
import { ReminderButton } from "../../bell/ReminderButton";
import type { Board } from "../../channel/board";
import { t } from "../../i18n/t";
import { useSession } from "../../session/session";
import { More } from "../../ui/More";
import { Moving } from "../../ui/Moving";
import { nameZone } from "../../ui/time";
import { arrange, type Lineup as LineupOf } from "../lineup";
import type { useUpcoming } from "../useUpcoming";
import { Artists } from "./Artists";
import { Nothing } from "./Nothing";
import { LiveCard, ReplayCard, UpcomingCard } from "./ShowCard";
import { Skeleton } from "./Skeleton";
import { countTags } from "./tags";

/** All that there is: what is on, what is to come, what was, and who plays. */
export function Lineup(props: {
  board: Board;
  upcoming: ReturnType<typeof useUpcoming>;
  replays: readonly Livestream[];
  more: (() => void) | null;
  pending: boolean;
  /** The channel has spoken, and the replays are read. */
  settled: boolean;
  now: number;
}) {
  const { board, upcoming, replays, more, pending, settled, now } = props;
  const shown = arrange(upcoming.livestreams, now);
  const nothingElse = shown.live.length === 0 && shown.upcoming.length === 0;

  if (board.version === 0 || (nothingElse && !settled)) return <Skeleton what={t("browse.loading")} />;
  return (
    <>
      <Tags words={countTags([...upcoming.livestreams, ...replays])} />
      <Moving order={describe(shown, replays)} className="lineup">
        {nothingElse && replays.length === 0 ? (
          <Nothing />
        ) : (
          <>
            <OnNow live={shown.live} now={now} />
            <ComingUp upcoming={shown.upcoming} now={now} />
          </>
        )}
        {upcoming.readMore !== null && (
          <button
            type="button"
            className="button more"
            aria-disabled={upcoming.reading}
            onClick={() => !upcoming.reading && void upcoming.readMore?.()}
          >
            {t("browse.later")}
          </button>
        )}
        {replays.length > 0 && (
          <section aria-labelledby="watch-again" className="lineup-part">
            <h2 id="watch-again">{t("browse.watchAgain")}</h2>
            <ul className="shows small">
              {replays.map((livestream) => (
                <ReplayCard key={livestream.id} livestream={livestream} now={now} />
              ))}
            </ul>
            <More more={more} pending={pending} />
          </section>
        )}
      </Moving>
      <Artists version={board.version} />
    </>
  );
}

/** What stands where: another text whenever something comes, goes or moves. */
function describe({ live, upcoming }: LineupOf, replays: readonly Livestream[]): string {
  const ids = (livestreams: readonly Livestream[]) => livestreams.map(({ id }) => id).join(" ");
  const days = upcoming.map(({ day, livestreams }) => `${day} ${ids(livestreams)}`);
  return [ids(live), ...days, ids(replays)].join("\n");
}

function OnNow({ live, now }: { live: readonly Livestream[]; now: number }) {
  return (
    <section aria-labelledby="on-now" className="lineup-part">
      <h2 id="on-now">{t("browse.onNow")}</h2>
      {live.length === 0 && <p className="quiet">{t("browse.nobodyLive")}</p>}
      <ul className="shows" data-count={Math.min(live.length, 3)}>
        {live.map((livestream) => (
          <LiveCard key={livestream.id} livestream={livestream} now={now} large={live.length === 1} />
        ))}
      </ul>
    </section>
  );
}

function ComingUp({ upcoming, now }: { upcoming: LineupOf["upcoming"]; now: number }) {
  // To a visitor twenty bells would say nothing but "Sign in"; a show's own page says it once.
  const { account } = useSession();
  if (upcoming.length === 0) return null;
  return (
    <section aria-labelledby="coming-up" className="lineup-part">
      <header className="lineup-head">
        <h2 id="coming-up">{t("browse.comingUp")}</h2>
        <p className="hint">{t("browse.zone", { zone: nameZone(now) })}</p>
      </header>
      {upcoming.map(({ day, livestreams }) => (
        <div className="show-day" key={day}>
          <h3>{day}</h3>
          <ul className="show-rows">
            {livestreams.map((livestream) => (
              <UpcomingCard key={livestream.id} livestream={livestream} now={now} plain>
                {account && <ReminderButton livestream={livestream} small />}
              </UpcomingCard>
            ))}
          </ul>
        </div>
      ))}
    </section>
  );
}

function Tags({ words }: { words: readonly string[] }) {
  if (words.length === 0) return null;
  return (
    <nav className="tags" aria-label={t("browse.tags")}>
      {words.map((tag) => (
        <a key={tag} href={`/livestreams?q=${encodeURIComponent(tag)}`}>
          {tag}
        </a>
      ))}
    </nav>
  );
}
