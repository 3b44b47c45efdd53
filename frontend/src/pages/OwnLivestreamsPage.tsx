import { type ReactNode, useCallback } from "preact/compat";
import { readArtist } from "../api/artists";
import type { Livestream, Verdict } from "../api/types";
import type { MessageKey } from "../i18n/messages";
import { t } from "../i18n/t";
import { useSession } from "../session/session";
import { StatusBadge } from "../ui/Badge";
import { Countdown } from "../ui/Countdown";
import { formatCount } from "../ui/counts";
import { LinkNote } from "../ui/LinkNote";
import { PlatformNote } from "../ui/PlatformNote";
import { ProblemNote } from "../ui/ProblemNote";
import { describeLength, formatMoment, formatStart } from "../ui/time";
import { useNow } from "../ui/useNow";
import { usePageTitle } from "../ui/usePageTitle";
import { useRead } from "../ui/useRead";
import { Viewers } from "../ui/Viewers";
import { Waiting } from "../ui/Waiting";
import { CardPicture } from "./browse/CardPicture";
import { useVerdict } from "./control/useVerdict";
import { arrangeOwn, sumUp } from "./studio/own";
import { StudioHead } from "./studio/StudioHead";
import { Tour } from "./studio/Tour";
import { useOwnLivestreams } from "./useOwnLivestreams";

/** The studio's first page: what is on or next above all, then what comes, then what was. */
export function OwnLivestreamsPage() {
  usePageTitle(t("studio.title"));
  const { livestreams, problem, state } = useOwnLivestreams();
  const verdict = useVerdict(state.board.rehearsal);
  return (
    <div className="page studio-list">
      <StudioHead title={t("studio.title")}>
        <a href="/artist/livestreams/create" className="button">
          {t("draft.create")}
        </a>
      </StudioHead>
      <PlatformNote degraded={state.board.degraded} />
      {problem && <ProblemNote problem={problem} />}
      {livestreams === null && !problem && <Waiting what={t("studio.loading")} />}
      {livestreams !== null && <Own livestreams={livestreams} verdict={verdict} />}
      <LinkNote link={state.link} />
    </div>
  );
}

const DAY_MS = 86_400_000;

function Own(props: { livestreams: Livestream[]; verdict: Verdict | null | undefined }) {
  const { livestreams, verdict } = props;
  const now = useNow();
  const { live, upcoming, past } = arrangeOwn(livestreams);
  const [first, ...others] = [...live, ...upcoming];
  return (
    <>
      {livestreams.length === 0 && <p className="studio-lead">{t("studio.empty")}</p>}
      <Tour shows={livestreams} verdict={verdict} />
      {first && <Next livestream={first} now={now} />}
      {livestreams.length > 0 && <Figures livestreams={livestreams} />}
      {others.length > 0 && (
        <Rows title={t("studio.upcoming")} livestreams={others}>
          {(livestream) =>
            livestream.status === "live" ? (
              <Viewers count={livestream.viewer_count} />
            ) : (
              livestream.scheduled_start_at && describeNear(livestream.scheduled_start_at, now)
            )
          }
        </Rows>
      )}
      {past.length > 0 && (
        <Rows title={t("studio.past")} livestreams={past}>
          {({ id, title }) => (
            <a
              className="button small row-act"
              href={`/artist/livestreams/create?like=${id}`}
              aria-label={t("studio.likeOf", { title })}
            >
              {t("studio.like")}
            </a>
          )}
        </Rows>
      )}
    </>
  );
}

/** What the artist most likely came for. */
function Next({ livestream, now }: { livestream: Livestream; now: number }) {
  const { id, title, status, scheduled_start_at, started_at, viewer_count, still_url } = livestream;
  const live = status === "live";
  const left = scheduled_start_at === null ? null : Date.parse(scheduled_start_at) - now;
  return (
    <section className="studio-next" aria-labelledby="next" data-livestream={id}>
      <CardPicture livestream={livestream} url={live ? still_url : null} large />
      <div>
        <p className="studio-next-state">
          {live ? <StatusBadge livestream={livestream} /> : t("studio.next")}
          {live && <Viewers count={viewer_count} />}
        </p>
        <h2 id="next">
          <a href={`/artist/livestreams/${id}`}>{title}</a>
        </h2>
        <p className="by">
          {live
            ? describe(livestream, now)
            : scheduled_start_at
              ? formatStart(scheduled_start_at, now)
              : t("studio.noDate")}
        </p>
        {!live && left !== null && left > 0 && (
          <p className="studio-count figure">
            {left > DAY_MS ? describeLength(left) : <Countdown until={scheduled_start_at ?? ""} />}
          </p>
        )}
        {!live && left !== null && left <= 0 && started_at === null && (
          <p className="note warn">{t("studio.due")}</p>
        )}
        <p className="form-actions">
          <a className={`button ${live ? "live" : "primary"}`} href={`/artist/livestreams/${id}`}>
            {t("studio.open")}
          </a>
          <a href={`/livestreams/${id}`}>{t("control.fansPage")}</a>
        </p>
      </div>
    </section>
  );
}

function Figures({ livestreams }: { livestreams: readonly Livestream[] }) {
  const { account } = useSession();
  const id = account?.id ?? "";
  const [profile] = useRead(useCallback((signal: AbortSignal) => readArtist(id, signal), [id]));
  const { shows, peak, length } = sumUp(livestreams);
  const followers = profile?.followers ?? 0;
  const figures: [MessageKey, string][] = [];
  if (followers > 0 || shows > 0) figures.push(["studio.followers", formatCount(followers)]);
  if (shows > 0)
    figures.push(
      ["studio.played", formatCount(shows)],
      ["studio.peak", formatCount(peak)],
      ["studio.onAir", describeLength(length)],
    );
  if (profile === null || figures.length === 0) return null;
  return (
    <dl className="studio-figures">
      {figures.map(([name, value]) => (
        <div key={name}>
          <dt>{t(name)}</dt>
          <dd className="figure">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Rows(props: {
  title: string;
  livestreams: readonly Livestream[];
  children: (livestream: Livestream) => ReactNode;
}) {
  const { title, livestreams, children } = props;
  const now = useNow();
  return (
    <section>
      <h2>{title}</h2>
      <ul className="rows">
        {livestreams.map((livestream) => (
          <li className="row own" key={livestream.id} data-livestream={livestream.id}>
            <CardPicture
              livestream={livestream}
              url={livestream.status === "scheduled" ? null : livestream.still_url}
            />
            <div className="row-words">
              <h3>
                <a href={`/artist/livestreams/${livestream.id}`} className="cover-link">
                  {livestream.title}
                </a>
              </h3>
              <p className="by">{describe(livestream, now)}</p>
            </div>
            <div className="row-end">{children(livestream)}</div>
          </li>
        ))}
      </ul>
    </section>
  );
}

function describeNear(at: string, now: number): string {
  const left = Date.parse(at) - now;
  return left > 0 ? t("studio.in", { length: describeLength(left) }) : t("studio.dueShort");
}

function describe(livestream: Livestream, now: number): string {
  const { status, started_at, ended_at, scheduled_start_at, peak_viewer_count } = livestream;
  if (status === "live" && started_at)
    return t("studio.onFor", { length: describeLength(now - Date.parse(started_at)) });
  if (status === "cancelled") return t("studio.cancelled");
  if (started_at && ended_at) {
    const length = describeLength(Date.parse(ended_at) - Date.parse(started_at));
    return [
      formatMoment(started_at, now),
      length,
      peak_viewer_count ? t("studio.crowd", { count: peak_viewer_count }) : t("studio.nobody"),
    ].join(" · ");
  }
  return scheduled_start_at ? formatMoment(scheduled_start_at, now) : t("studio.noDate");
}
