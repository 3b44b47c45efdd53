import type { Livestream } from "../api/types";
import { StatusBadge } from "../ui/Badge";
import { formatCount } from "../ui/counts";
import { LinkNote } from "../ui/LinkNote";
import { PlatformNote } from "../ui/PlatformNote";
import { ProblemNote } from "../ui/ProblemNote";
import { describeLength, formatMoment } from "../ui/time";
import { useNow } from "../ui/useNow";
import { usePageTitle } from "../ui/usePageTitle";
import { Viewers } from "../ui/Viewers";
import { Waiting } from "../ui/Waiting";
import { arrangeOwn } from "./lineup";
import { useOwnLivestreams } from "./useOwnLivestreams";

export function OwnLivestreamsPage() {
  usePageTitle("Studio");
  const { livestreams, problem, state } = useOwnLivestreams();
  return (
    <div className="page studio-list">
      <header className="page-head">
        <h1>Your livestreams</h1>
        <div className="form-actions">
          <a href="/artist/tokens" className="button">
            Tokens
          </a>
          <a href="/artist/replays" className="button">
            Replays
          </a>
          <a href="/artist/overlays" className="button">
            Overlays
          </a>
          <a href="/artist/rehearsal" className="button">
            Rehearse
          </a>
          <a href="/artist/livestreams/create" className="button primary">
            Create livestream
          </a>
        </div>
      </header>
      <PlatformNote degraded={state.board.degraded} />
      {problem && <ProblemNote problem={problem} />}
      {livestreams === null && !problem && <Waiting what="Loading your livestreams" />}
      {livestreams !== null && <Own livestreams={livestreams} />}
      <LinkNote link={state.link} />
    </div>
  );
}

function Own({ livestreams }: { livestreams: Livestream[] }) {
  const now = useNow();
  const { current, past } = arrangeOwn(livestreams);
  if (livestreams.length === 0) {
    return (
      <div className="empty">
        <h2>Nothing here yet</h2>
        <p>Create a livestream, put its server and key into OBS, and press Start Streaming.</p>
      </div>
    );
  }
  return (
    <>
      {current.length > 0 && <Rows title="Live and upcoming" livestreams={current} now={now} />}
      {past.length > 0 && <Rows title="Past" livestreams={past} now={now} />}
    </>
  );
}

function Rows({ title, livestreams, now }: { title: string; livestreams: Livestream[]; now: number }) {
  return (
    <section>
      <h2>{title}</h2>
      <ul className="rows">
        {livestreams.map((livestream) => (
          <li className="row own" key={livestream.id} data-livestream={livestream.id}>
            <StatusBadge livestream={livestream} />
            <div className="row-words">
              <h3>
                <a href={`/artist/livestreams/${livestream.id}`} className="cover-link">
                  {livestream.title}
                </a>
              </h3>
              <p className="by">{describe(livestream, now)}</p>
            </div>
            {livestream.status === "live" && <Viewers count={livestream.viewer_count} />}
          </li>
        ))}
      </ul>
    </section>
  );
}

function describe(livestream: Livestream, now: number): string {
  const { status, started_at, ended_at, scheduled_start_at, peak_viewer_count } = livestream;
  if (status === "live" && started_at) return `On for ${describeLength(now - Date.parse(started_at))}`;
  if (started_at && ended_at) {
    const length = describeLength(Date.parse(ended_at) - Date.parse(started_at));
    const crowd = peak_viewer_count ? `at most ${formatCount(peak_viewer_count)} watching` : "nobody watched";
    return `${formatMoment(started_at, now)}, ${length}, ${crowd}`;
  }
  return scheduled_start_at ? formatMoment(scheduled_start_at, now) : "No date set";
}
