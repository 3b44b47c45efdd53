import { lazy, type RefObject, Suspense } from "preact/compat";
import { downloadAddress } from "../../api/calls";
import type { Livestream } from "../../api/types";
import type { ReadDate } from "../../applause/Applause";
import type { Channel } from "../../channel/channel";
import { ClipButton } from "../../clips/ClipButton";
import { t } from "../../i18n/t";
import type { Chapter } from "../../player/chapters/chapters";
import type { StageHandle } from "../../player/Player";
import type { Kept } from "../../player/replay/kept";
import { Description } from "../../ui/Description";
import { Icon } from "../../ui/Icon";
import { Portrait } from "../../ui/Portrait";
import { describeSize } from "../../ui/size";
import { endTask } from "../../ui/tasks";
import { useMinute } from "../../ui/useNow";
import { ChapterList } from "./ChapterList";
import { isToDownload } from "./kept";

/** The picture comes first: see `Watch`. */
const Applause = lazy(async () => {
  await endTask();
  return { default: (await import("../../applause/Applause")).Applause };
});
const FollowButton = lazy(async () => {
  await endTask();
  return { default: (await import("../../bell/FollowButton")).FollowButton };
});
const ReminderButton = lazy(async () => ({
  default: (await import("../../bell/ReminderButton")).ReminderButton,
}));

/** Below the title: whose it is, and what one can do about it. */
export function WatchWords(props: {
  livestream: Livestream;
  kept: Kept | null;
  channel: Channel;
  readDate: ReadDate;
  stage: RefObject<StageHandle | null>;
  chapters: readonly Chapter[];
  chapter: string | null;
  onChapter: (chapter: Chapter) => void;
  onShare: () => void;
  onCalendar: () => void;
}) {
  const { livestream, kept, channel, readDate, stage, chapters, chapter, onChapter, onShare, onCalendar } =
    props;
  const { id, description, artist, status, scheduled_start_at } = livestream;
  const justOver = useJustOver(livestream);
  return (
    <div className="watch-words">
      <div className="watch-by">
        <div className="watch-artist">
          <p className="by">
            <a href={`/artists/${artist.id}`}>
              <Portrait artist={artist} />
              <bdi>{artist.display_name}</bdi>
            </a>
          </p>
          <Suspense fallback={null}>
            <FollowButton artist={artist} small />
          </Suspense>
        </div>
        <div className="watch-acts">
          <Suspense fallback={null}>
            <Applause
              id={id}
              live={status === "live" || justOver}
              begins={kept?.begins ?? null}
              channel={channel}
              readDate={readDate}
            />
          </Suspense>
          {status === "scheduled" && (
            <Suspense fallback={null}>
              <ReminderButton livestream={livestream} small />
            </Suspense>
          )}
          <ClipButton livestream={livestream} kept={kept} stage={stage} />
          {status === "scheduled" && scheduled_start_at !== null && (
            <button type="button" className="button small" aria-haspopup="dialog" onClick={onCalendar}>
              <Icon name="calendar" /> {t("watch.calendar")}
            </button>
          )}
          <button type="button" className="button small" aria-haspopup="dialog" onClick={onShare}>
            <Icon name="share" /> {t("watch.share")}
          </button>
        </div>
      </div>
      {description && <Description text={description} />}
      <ChapterList chapters={chapters} current={chapter} onGoTo={onChapter} />
      {status !== "live" && (
        <p className="watch-more">
          {isToDownload(livestream) && (
            <a href={downloadAddress(id)} download>
              {livestream.replay?.bytes == null
                ? t("watch.download")
                : t("watch.downloadSize", { size: describeSize(livestream.replay.bytes) })}
            </a>
          )}
          <a href="/livestreams">{t("watch.all")}</a>
        </p>
      )}
    </div>
  );
}

/** For a last applause, which the server takes for two minutes; to the minute. */
function useJustOver({ status, ended_at }: Livestream): boolean {
  const now = useMinute();
  return status === "ended" && ended_at !== null && now - Date.parse(ended_at) < 60_000;
}
