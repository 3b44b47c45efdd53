import { t } from "../../i18n/t";
import { Waiting } from "../../ui/Waiting";

/** What a watch page will look like, until it is known what is on it. */
export function Outline() {
  return (
    <>
      <div className="stage" data-stage="unknown" />
      <div className="watch-shape">
        <span />
        <span />
        <span />
        <Waiting what={t("watch.loading")} />
      </div>
    </>
  );
}

/** The same as a page of its own. */
export function OutlinePage() {
  return (
    <div className="page watch" data-chat="hidden">
      <Outline />
    </div>
  );
}
