import type { Audience } from "../../api/types";
import { t } from "../../i18n/t";
import { formatCount } from "../../ui/counts";
import { listOrigins } from "./cameFrom";
import { DataPanel } from "./DataTable";

/** From which sites a show's screens came. */
export function Origins({ id, came }: { id: string; came: Audience["came_from"] }) {
  const rows = listOrigins(came);
  if (rows.length === 0) return null;
  return (
    <DataPanel
      livestream={id}
      table="origins"
      title={t("audience.cameFrom")}
      words={t("audience.cameFromWords")}
      columns={["audience.host", "audience.screens"]}
    >
      {rows.map(({ host, kind, screens, share }) => (
        <tr key={host ?? kind}>
          <th scope="row">{host === null ? t(`audience.${kind}`) : <bdi>{host}</bdi>}</th>
          <td>
            {formatCount(screens)}
            <span className="share" aria-hidden="true" style={{ inlineSize: `${share * 100}%` }} />
          </td>
        </tr>
      ))}
    </DataPanel>
  );
}
