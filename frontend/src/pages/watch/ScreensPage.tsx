import type { Problem } from "../../api/problem";
import type { Livestream, Screen } from "../../api/types";
import { T } from "../../i18n/T";
import { t } from "../../i18n/t";
import { nameDevice } from "../../ui/nameDevice";
import { formatWithin } from "../../ui/time";
import { useNow } from "../../ui/useNow";
import { usePageTitle } from "../../ui/usePageTitle";
import { ClosedStage } from "./ClosedStage";
import { useLivestream } from "./useLivestream";

/** This account watches on as many pages as it may; it chooses where. */
export function ScreensPage(props: { livestream: Livestream; problem: Problem; onWatchHere: () => void }) {
  const { livestream, problem, onWatchHere } = props;
  const now = useNow();
  const screens = readScreens(problem.members.screens);
  usePageTitle(livestream.title);
  return (
    <ClosedStage icon="screens" lead={t("gate.watchHereInstead")} livestream={livestream}>
      <p>
        <T id="gate.screens" count={screens.length} />
      </p>
      <ul className="stage-list">
        {screens.map((screen) => (
          <li key={`${screen.livestream.id} ${screen.since}`}>
            <b>
              <bdi>{nameDevice(screen) ?? t("gate.anotherPage")}</bdi>
            </b>
            <span>{t("gate.since", { time: formatWithin(screen.since, now) })}</span>
            <bdi>{screen.livestream.title}</bdi>
          </li>
        ))}
      </ul>
      <p className="form-actions">
        <button type="button" className="button primary" onClick={onWatchHere}>
          {t("gate.watchHere")}
        </button>
      </p>
    </ClosedStage>
  );
}

/** The same account went on elsewhere, and this page stopped for it. */
export function ElsewherePage({ id, onWatchHere }: { id: string; onWatchHere: () => void }) {
  const [livestream] = useLivestream(id);
  usePageTitle(livestream?.title ?? t("gate.elsewhereTitle"));
  return (
    <ClosedStage icon="screens" lead={t("gate.elsewhere")} livestream={livestream}>
      <p>{t("gate.elsewhereWords")}</p>
      <p className="form-actions">
        <button type="button" className="button primary" onClick={onWatchHere}>
          {t("gate.watchHereAgain")}
        </button>
      </p>
    </ClosedStage>
  );
}

function readScreens(found: unknown): Screen[] {
  return Array.isArray(found) ? (found as Screen[]) : [];
}
