import { useEffect, useState } from "preact/compat";
import { T } from "../../i18n/T";
import { t } from "../../i18n/t";
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
        <p className="alarm-lead">{t("control.alarmLead")}</p>
        <p>{t("control.alarmWords")}</p>
      </div>
      <p className="alarm-left">
        <T id="control.alarmLeft" time={<Countdown until={until} />} />
      </p>
      <button type="button" className="button" aria-pressed={silent} onClick={() => setSilent(!silent)}>
        {t(silent ? "control.alarmOn" : "control.alarmOff")}
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
    document.title = odd ? `⚠ ${t("control.lost")} · ${left}` : `${left} · ${title}`;
  }, [now, left, title]);
  useEffect(
    () => () => {
      document.title = formatPageTitle(title);
    },
    [title],
  );
}
