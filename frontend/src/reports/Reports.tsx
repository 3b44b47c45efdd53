import { useEffect, useState } from "preact/compat";
import { t } from "../i18n/t";
import { tellArrival } from "./arrival";
import { chooseReporting, isRefusedByBrowser, isReporting } from "./consent";
import "./reports.css";

/** Says how this page watches, and lets its viewer have it say nothing. */
export function Reports({ id, live }: { id: string; live: boolean }) {
  const [on, setOn] = useState(isReporting);
  useEffect(() => (on && live ? tellArrival(id) : undefined), [id, on, live]);
  const refused = isRefusedByBrowser();
  return (
    <section className="watch-reports" aria-label={t("reports.title")}>
      <label className="check">
        <input
          type="checkbox"
          checked={on}
          disabled={refused}
          aria-describedby="reports"
          onChange={({ currentTarget: { checked } }) => {
            chooseReporting(checked);
            setOn(checked);
          }}
        />
        {t("reports.tell")}
      </label>
      <p className="by" id="reports">
        {t(refused ? "reports.refused" : "reports.what")}
      </p>
    </section>
  );
}
