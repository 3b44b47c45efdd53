import type { ReactNode } from "preact/compat";
import { t } from "../i18n/t";
import { useSession } from "../session/session";
import { Unknown } from "../session/Unknown";
import { Navigate, usePath } from "../ui/routing";

/** The way into the studio: visitors sign in first, fans are told where they are. */
export function ArtistOnly({ children }: { children: ReactNode }) {
  const { account } = useSession();
  const path = usePath();
  if (account === undefined) return <Unknown what={t("errors.loading")} />;
  if (account === null) return <Navigate to={`/sign-in?next=${encodeURIComponent(path)}`} replace />;
  if (account.role !== "artist") {
    return (
      <div className="page">
        <div className="empty-stage">
          <h1>{t("errors.artistOnly")}</h1>
          <p>{t("errors.artistOnlyWords", { name: account.display_name })}</p>
          <a href="/livestreams" className="button">
            {t("errors.all")}
          </a>
        </div>
      </div>
    );
  }
  return children;
}
