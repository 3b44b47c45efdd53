import { t } from "../../i18n/t";
import { useSession } from "../../session/session";

/** Before the first show: what will be here, and one way to make it so. */
export function Nothing() {
  const { account } = useSession();
  return (
    <div className="empty-stage">
      <h2>{t("browse.nothing")}</h2>
      <p>{t("browse.nothingWords")}</p>
      {account?.role === "artist" && (
        <a href="/artist/livestreams/create" className="button primary">
          {t("browse.create")}
        </a>
      )}
      {account?.role === "fan" && <p>{t("browse.fanHint")}</p>}
      {account === null && (
        <a href="/register?artist" className="button">
          {t("browse.becomeArtist")}
        </a>
      )}
    </div>
  );
}
