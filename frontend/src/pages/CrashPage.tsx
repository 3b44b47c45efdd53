import { useEffect, useLayoutEffect, useState } from "preact/compat";
import { t } from "../i18n/t";
import { takePicture } from "../player/ahead";
import { formatClock } from "../ui/time";
import { usePageTitle } from "../ui/usePageTitle";
import { isMissingPart, reloadOnce, waitForServer } from "./recovery";

/** A part of the page could not be fetched, or something in the page itself failed. The first mends itself. */
export function CrashPage({ error }: { error: unknown }) {
  useLayoutEffect(() => void takePicture(), []);
  return isMissingPart(error) ? <Unreachable /> : <Broken />;
}

function Unreachable() {
  const [since] = useState(() => Date.now());
  const [tried, setTried] = useState(false);
  usePageTitle(t("errors.waiting"));

  useEffect(() => {
    const controller = new AbortController();
    void waitForServer(controller.signal).then((back) => {
      if (back && !reloadOnce()) setTried(true);
    });
    return () => controller.abort();
  }, []);

  if (tried) return <Broken />;
  return (
    <div className="page">
      <div className="empty-stage">
        <h1>{t("errors.noAnswer")}</h1>
        <p role="status">{t("errors.noAnswerWords", { at: formatClock(since) })}</p>
      </div>
    </div>
  );
}

function Broken() {
  usePageTitle(t("errors.broken"));
  return (
    <div className="page">
      <div className="empty-stage">
        <h1>{t("errors.brokenHead")}</h1>
        <p>{t("errors.brokenWords")}</p>
        <p className="form-actions">
          <button type="button" className="button primary" onClick={() => location.reload()}>
            {t("errors.reload")}
          </button>
          <button type="button" className="button" onClick={() => location.assign("/livestreams")}>
            {t("errors.all")}
          </button>
        </p>
      </div>
    </div>
  );
}
