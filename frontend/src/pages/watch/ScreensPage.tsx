import type { Problem } from "../../api/problem";
import type { Livestream, Screen } from "../../api/types";
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
    <ClosedStage icon="screens" lead="Watch here instead?" livestream={livestream}>
      <p>
        You are watching on {screens.length === 1 ? "another page" : `${screens.length} other pages`} already,
        and more are not possible. Go on here, and the first of them stops.
      </p>
      <ul className="stage-list">
        {screens.map((screen) => (
          <li key={`${screen.livestream.id} ${screen.since}`}>
            <b>
              <bdi>{screen.device ?? "Another page"}</bdi>
            </b>
            <span>since {formatWithin(screen.since, now)}</span>
            <bdi>{screen.livestream.title}</bdi>
          </li>
        ))}
      </ul>
      <p className="form-actions">
        <button type="button" className="button primary" onClick={onWatchHere}>
          Watch here
        </button>
      </p>
    </ClosedStage>
  );
}

/** The same account went on elsewhere, and this page stopped for it. */
export function ElsewherePage({ id, onWatchHere }: { id: string; onWatchHere: () => void }) {
  const [livestream] = useLivestream(id);
  usePageTitle(livestream?.title ?? "Watching elsewhere");
  return (
    <ClosedStage icon="screens" lead="You are watching on another page" livestream={livestream}>
      <p>You went on there, so this page stopped.</p>
      <p className="form-actions">
        <button type="button" className="button primary" onClick={onWatchHere}>
          Watch here instead
        </button>
      </p>
    </ClosedStage>
  );
}

function readScreens(found: unknown): Screen[] {
  return Array.isArray(found) ? (found as Screen[]) : [];
}
