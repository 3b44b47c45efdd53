import type { Livestream, Profile } from "../../api/types";
import { FollowButton } from "../../bell/FollowButton";
import { ReminderButton } from "../../bell/ReminderButton";
import { useBells } from "../../bell/useBells";
import { t } from "../../i18n/t";
import { useSession } from "../../session/session";
import { Description } from "../../ui/Description";
import { LinkNote } from "../../ui/LinkNote";
import { More } from "../../ui/More";
import { Moving } from "../../ui/Moving";
import { Portrait } from "../../ui/Portrait";
import { ProblemNote } from "../../ui/ProblemNote";
import { useParams } from "../../ui/routing";
import { useMinute } from "../../ui/useNow";
import { usePageTitle } from "../../ui/usePageTitle";
import { LiveCard, ReplayCard, UpcomingCard } from "../browse/ShowCard";
import { Skeleton } from "../browse/Skeleton";
import { NotFoundPage } from "../NotFoundPage";
import { ArtistClips } from "./ArtistClips";
import { Feeds } from "./Feeds";
import { useArtist } from "./useArtist";

export function ArtistPage() {
  const { id = "" } = useParams();
  const now = useMinute();
  const artist = useArtist(id, now);
  const { profile, problem, again, link, board, live, upcoming, next, replays, past } = artist;
  usePageTitle(profile?.display_name ?? "");

  if (problem?.status === 404)
    return <NotFoundPage title={t("artists.notFound")} words={t("artists.notFoundWords")} />;
  if (profile === null)
    return (
      <div className="page">
        <h1 className="visually-hidden">{t("artists.loading")}</h1>
        {problem ? (
          <ProblemNote problem={problem} onRetry={again} />
        ) : (
          <Skeleton what={t("artists.loading")} />
        )}
      </div>
    );
  const order = [live, upcoming, replays].map((shows) => shows.map((show) => show.id).join(" ")).join("\n");
  return (
    <article className="page artist-page">
      <Head profile={profile} />
      <Moving order={order} className="lineup">
        {live.length > 0 && (
          <section aria-labelledby="on-now" className="lineup-part">
            <h2 id="on-now">{t("artists.onNow")}</h2>
            <ul className="shows">
              {live.map((livestream) => (
                <LiveCard key={livestream.id} livestream={livestream} now={now} large={live.length === 1} />
              ))}
            </ul>
          </section>
        )}
        {next.known && <Next profile={profile} upcoming={upcoming} now={now} />}
        <More more={next.more} pending={next.pending} />
        {replays.length > 0 && (
          <section aria-labelledby="past" className="lineup-part">
            <h2 id="past">{t("artists.past")}</h2>
            <ul className="shows small">
              {replays.map((livestream) => (
                <ReplayCard key={livestream.id} livestream={livestream} now={now} />
              ))}
            </ul>
            <More more={past.more} pending={past.pending} />
          </section>
        )}
        <ArtistClips id={id} board={board} />
      </Moving>
      <LinkNote link={link} />
    </article>
  );
}

function Head({ profile }: { profile: Profile }) {
  const { account } = useSession();
  const { id, display_name, about, links, followers } = profile;
  return (
    <header className="artist-head">
      <Portrait artist={profile} large />
      <div className="artist-words">
        <h1>
          <bdi>{display_name}</bdi>
        </h1>
        {about !== "" && <Description text={about} />}
        {links.length > 0 && (
          <ul className="artist-links" aria-label={t("artists.links")}>
            {links.map(({ label, url }) => (
              <li key={url}>
                <a href={url} target="_blank" rel="noopener noreferrer nofollow ugc">
                  <bdi>{label}</bdi>
                </a>
              </li>
            ))}
          </ul>
        )}
        <div className="artist-act">
          <FollowButton artist={profile} />
          {account?.id === id && (
            <a className="button" href="/artist/profile">
              {t("artists.edit")}
            </a>
          )}
          {followers > 0 && <p className="quiet">{t("artists.followers", { count: followers })}</p>}
        </div>
      </div>
    </header>
  );
}

function Next(props: { profile: Profile; upcoming: readonly Livestream[]; now: number }) {
  const { profile, upcoming, now } = props;
  const { account } = useSession();
  const { bells } = useBells();
  const own = account?.id === profile.id;
  const nothingNext = bells?.follows.has(profile.id) ? "artists.followedNothingNext" : "artists.nothingNext";
  return (
    <section aria-labelledby="next" className="lineup-part">
      <header className="lineup-head">
        <h2 id="next">{t("artists.next")}</h2>
        <Feeds id={profile.id} />
      </header>
      {upcoming.length === 0 && (
        <p className="quiet">
          {own ? t("artists.ownNothingNext") : t(nothingNext, { name: profile.display_name })}
        </p>
      )}
      {upcoming.length === 0 && own && (
        <a className="button primary" href="/artist/livestreams/create">
          {t("artists.schedule")}
        </a>
      )}
      <ul className="show-rows">
        {upcoming.map((livestream) => (
          <UpcomingCard key={livestream.id} livestream={livestream} now={now}>
            {account && <ReminderButton livestream={livestream} small />}
          </UpcomingCard>
        ))}
      </ul>
    </section>
  );
}
