import { audienceTable } from "../../api/studioCalls";
import type { Audience } from "../../api/types";
import { t } from "../../i18n/t";
import { formatCount } from "../../ui/counts";
import { region } from "../../ui/time";

type Rendition = Audience["renditions"][number];

/** How a show played, as players said: for each picture that there was of it. */
export function Renditions({ id, renditions }: { id: string; renditions: readonly Rendition[] }) {
  if (renditions.length === 0) return null;
  return (
    <div className="panel">
      <h2 id="quality">{t("audience.quality")}</h2>
      <p className="by">{t("audience.qualityWords")}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys */}
      <section className="table-box" tabIndex={0} aria-labelledby="quality">
        <table>
          <thead>
            <tr>
              {(["picture", "minutes", "startup", "latency", "stalls", "stood", "failures"] as const).map(
                (name) => (
                  <th key={name} scope="col">
                    {t(`audience.${name}`)}
                  </th>
                ),
              )}
            </tr>
          </thead>
          <tbody>
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
          </tbody>
        </table>
      </section>
      <p className="form-actions">
        <a className="button" href={`${audienceTable(id)}?table=renditions`} download>
          {t("audience.csv")}
        </a>
      </p>
    </div>
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
