import type { ReactNode } from "preact/compat";
import type { Livestream } from "../../api/types";
import { sayLength } from "../../clips/times";
import { t } from "../../i18n/t";
import { StatusBadge } from "../../ui/Badge";
import { describeLength, formatAway, formatDay, formatLength, formatMoment, formatTime } from "../../ui/time";
import { Viewers } from "../../ui/Viewers";
import { CardPicture } from "./CardPicture";
import { Gate } from "./Gate";
import { countOwed, findPoster } from "./replays";

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

interface Shown {
  livestream: Livestream;
  now: number;
}

/** A show as a card, whatever has become of it. The whole card is the link. */
export function ShowCard({ livestream, now, large = false }: Shown & { large?: boolean }) {
  const { status } = livestream;
  if (status === "live") return <LiveCard livestream={livestream} now={now} large={large} />;
  if (status === "scheduled") return <UpcomingCard livestream={livestream} now={now} />;
  return <ReplayCard livestream={livestream} now={now} />;
}

function Card(props: {
  livestream: Livestream;
  className?: string;
  picture: ReactNode;
  foot: ReactNode;
  children?: ReactNode;
}) {
  const { livestream, className = "", picture, foot, children } = props;
  const { id, title, artist } = livestream;
  return (
    <li className={`show-card ${className}`} data-livestream={id} data-moves={id}>
      {picture}
      <div className="show-words">
        <h3>
          <a href={`/livestreams/${id}`} className="cover-link" dir="auto">
            {title}
          </a>
        </h3>
        <p className="by">
          <bdi>{artist.display_name}</bdi>
        </p>
        <p className="show-foot">{foot}</p>
      </div>
      {children}
    </li>
  );
}

export function LiveCard({ livestream, now, large }: Shown & { large: boolean }) {
  const { title, started_at, viewer_count, interrupted_until, still_url } = livestream;
  return (
    <Card
      livestream={livestream}
      className={large ? "hero" : ""}
      picture={
        <CardPicture
          livestream={livestream}
          url={still_url}
          alt={t("browse.momentAgo", { title })}
          large={large}
        >
          <p className="show-over">
            <StatusBadge livestream={livestream} />
            <Viewers count={viewer_count} />
          </p>
        </CardPicture>
      }
      foot={
        <>
          <span>
            {interrupted_until !== null
              ? t("browse.interrupted")
              : started_at && sayHowLong(now - Date.parse(started_at))}
          </span>
          <Gate tokens={livestream.token_gate_amount} />
        </>
      }
    />
  );
}

/** The clock of these pages moves once a minute, and may stand before the show's begin. */
function sayHowLong(ms: number): string {
  return ms < MINUTE_MS ? t("browse.justBegun") : t("browse.onFor", { length: describeLength(ms) });
}

/** `plain`: under a heading that says the day. */
export function UpcomingCard(props: Shown & { plain?: boolean; children?: ReactNode }) {
  const { livestream, now, plain = false, children } = props;
  const { scheduled_start_at: at, tags } = livestream;
  const away = at === null ? null : Date.parse(at) - now;
  const when = at === null ? t("browse.noDate") : plain ? formatTime(at) : formatMoment(at, now);
  return (
    <Card
      livestream={livestream}
      className="upcoming"
      picture={<CardPicture livestream={livestream} />}
      foot={
        <>
          <span>
            {at === null ? <b>{when}</b> : <time dateTime={at}>{when}</time>}
            {away !== null && away > 0 && away < DAY_MS && <span className="away">{formatAway(away)}</span>}
          </span>
          <Gate tokens={livestream.token_gate_amount} />
          {tags.length > 0 && <span className="show-tags">{tags.map((tag) => `#${tag}`).join(" ")}</span>}
        </>
      }
    >
      {children && <div className="show-act">{children}</div>}
    </Card>
  );
}

export function ReplayCard({ livestream, now }: Shown) {
  const { ended_at, replay } = livestream;
  const duration = replay?.duration ?? null;
  return (
    <Card
      livestream={livestream}
      className="over"
      picture={
        <CardPicture livestream={livestream} url={findPoster(livestream)}>
          {duration !== null && (
            <span className="show-length figure" aria-hidden="true">
              {formatLength(duration * 1000)}
            </span>
          )}
        </CardPicture>
      }
      foot={
        <>
          <span>
            {ended_at !== null && <time dateTime={ended_at}>{formatDay(new Date(ended_at), now)}</time>}
            {duration !== null && (
              <span className="visually-hidden">
                {t("browse.length", { length: sayLength(Math.round(duration)) })}
              </span>
            )}
          </span>
          <Gate tokens={countOwed(livestream)} />
        </>
      }
    />
  );
}
