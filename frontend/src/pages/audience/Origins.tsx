import { audienceTable } from "../../api/studioCalls";
import type { Audience } from "../../api/types";
import { t } from "../../i18n/t";
import { formatCount } from "../../ui/counts";
import { listOrigins } from "./cameFrom";

/** From which sites a show's screens came. */
export function Origins({ id, came }: { id: string; came: Audience["came_from"] }) {
  const rows = listOrigins(came);
  if (rows.length === 0) return null;
  return (
    <div className="panel">
      <h2 id="origins">{t("audience.cameFrom")}</h2>
      <p className="by">{t("audience.cameFromWords")}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys */}
      <section className="table-box" tabIndex={0} aria-labelledby="origins">
        <table>
          <thead>
            <tr>
              <th scope="col">{t("audience.host")}</th>
              <th scope="col">{t("audience.screens")}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ host, kind, screens, share }) => (
              <tr key={host ?? kind}>
                <th scope="row">{host === null ? t(`audience.${kind}`) : <bdi>{host}</bdi>}</th>
                <td>
                  {formatCount(screens)}
                  <span className="share" aria-hidden="true" style={{ inlineSize: `${share * 100}%` }} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <p className="form-actions">
        <a className="button" href={`${audienceTable(id)}?table=origins`} download>
          {t("audience.csv")}
        </a>
      </p>
    </div>
  );
}
