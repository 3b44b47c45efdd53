import { useEffect, useState } from "preact/compat";
import { Countdown } from "../../ui/Countdown";
import { formatLength } from "../../ui/time";
import { useNow } from "../../ui/useNow";
import { formatPageTitle } from "../../ui/usePageTitle";
import { soundAlarm } from "./soundAlarm";

/** An artist plays, and looks at this page from the corner of an eye: a lost connection must be heard and seen. */
export function Alarm({ until, title }: { until: string; title: string }) {
  const [silent, setSilent] = useState(false);
  useAlarmingTitle(until, title);
  useEffect(() => (silent ? undefined : soundAlarm()), [silent]);

  return (
    <div className="alarm">
      <div role="alert">
        <p className="alarm-lead">The connection to OBS was lost</p>
        <p>Fans see your last picture and wait. Start streaming again with the key shown here to go on.</p>
      </div>
      <p className="alarm-left">
        <Countdown until={until} /> until it ends
      </p>
      <button type="button" className="button" aria-pressed={silent} onClick={() => setSilent(!silent)}>
        {silent ? "Sound the alarm" : "Silence"}
      </button>
    </div>
  );
}

/** The tab's own words change each second, so that they catch the eye among others. */
function useAlarmingTitle(until: string, title: string): void {
  const now = useNow();
  const left = formatLength(Date.parse(until) - now);
  useEffect(() => {
    const odd = Math.floor(now / 1000) % 2 === 1;
    document.title = odd ? `⚠ Connection lost · ${left}` : `${left} · ${title}`;
  }, [now, left, title]);
  useEffect(
    () => () => {
      document.title = formatPageTitle(title);
    },
    [title],
  );
}
