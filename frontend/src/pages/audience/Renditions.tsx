import type { Audience } from "../../api/types";
import { t } from "../../i18n/t";
import { formatCount } from "../../ui/counts";
import { region } from "../../ui/time";
import { DataPanel } from "./DataTable";

type Rendition = Audience["renditions"][number];

const COLUMNS = [
  "audience.picture",
  "audience.minutes",
  "audience.startup",
  "audience.latency",
  "audience.stalls",
  "audience.stood",
  "audience.failures",
] as const;

/** How a show played, as players said: for each picture that there was of it. */
export function Renditions({ id, renditions }: { id: string; renditions: readonly Rendition[] }) {
  if (renditions.length === 0) return null;
  return (
    <DataPanel
      livestream={id}
      table="renditions"
      title={t("audience.quality")}
      words={t("audience.qualityWords")}
      columns={COLUMNS}
    >
      {renditions.map((one) => (
        <tr key={one.rendition}>
          <th scope="row">{nameRendition(one.rendition)}</th>
          <td>{formatCount(Math.round(one.minutes))}</td>
          <td>{writeSeconds(one.startup)}</td>
          <td>{writeSeconds(one.latency)}</td>
          <td>{formatCount(one.stalls)}</td>
          <td>{one.stalled_part === null ? "–" : writePart(one.stalled_part)}</td>
          <td>{formatCount(one.failures)}</td>
        </tr>
      ))}
    </DataPanel>
  );
}

function nameRendition(name: string): string {
  if (name === "source") return t("audience.asSent");
  return name === "audio" ? t("audience.soundAlone") : name;
}

const writeSeconds = (seconds: number | null) =>
  seconds === null
    ? "–"
    : new Intl.NumberFormat(region(), {
        style: "unit",
        unit: "second",
        unitDisplay: "narrow",
        maximumFractionDigits: 2,
      }).format(seconds);

/** Little is to be told from nothing. */
const writePart = (part: number) =>
  new Intl.NumberFormat(region(), { style: "percent", maximumFractionDigits: 2 }).format(part);
