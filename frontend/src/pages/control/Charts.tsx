import type { Livestream } from "../../api/types";
import type { Health } from "../../channel/frames";
import { locale, t } from "../../i18n/t";
import { formatCount } from "../../ui/counts";
import { useNow } from "../../ui/useNow";
import { Chart } from "./Chart";
import { useHistory } from "./useHistory";

/** How many watched, and how well it arrived, from the begin of the show to now. */
export function Charts({ livestream, health }: { livestream: Livestream; health: Health | undefined }) {
  const now = useNow();
  const { viewers, bitrate, fps } = useHistory(livestream, health);
  const from = livestream.started_at === null ? now : Date.parse(livestream.started_at);
  const say = (what: string) => (current: string, most: string) =>
    t("control.chartSays", { what, now: current, most });
  return (
    <div className="charts">
      <Chart
        title={t(livestream.status === "live" ? "control.watching" : "control.waiting")}
        line={viewers}
        now={now}
        from={from}
        write={formatCount}
        say={say(t("control.watching"))}
        count
      />
      <Chart
        title={t("control.bitrate")}
        line={bitrate}
        now={now}
        from={from}
        write={(value) => `${formatCount(Math.round(value))} kbit/s`}
        say={say(t("control.bitrate"))}
      />
      <Chart
        title={t("control.frames")}
        line={fps}
        now={now}
        from={from}
        write={(value) => (Math.round(value * 10) / 10).toLocaleString(locale())}
        say={say(t("control.frames"))}
      />
    </div>
  );
}
