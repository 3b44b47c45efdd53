import { t } from "../i18n/t";
import { usePageTitle } from "../ui/usePageTitle";

export function NotFoundPage(props: { title?: string; words?: string }) {
  const { title = t("errors.notFound"), words = t("errors.notFoundWords") } = props;
  usePageTitle(title);
  return (
    <div className="page">
      <div className="empty-stage">
        <h1>{title}</h1>
        <p>{words}</p>
        <p className="form-actions">
          <a href="/livestreams" className="button primary">
            {t("errors.all")}
          </a>
          <a href="/livestreams?search" className="button">
            {t("errors.search")}
          </a>
        </p>
      </div>
    </div>
  );
}
