import type { ReactNode } from "preact/compat";
import type { Livestream } from "../../api/types";
import type { Health } from "../../channel/frames";
import { t } from "../../i18n/t";
import { listAdvice } from "../advice/words";
import { SoundMeter } from "../sound/SoundMeter";
import { listFigures } from "./figures";

/** What arrives from OBS, once a second, and what to change. */
export function HealthPanel({
  health,
  livestream: { publishing, status },
  children,
}: {
  health: Health | undefined;
  livestream: Livestream;
  /** How it went until now; shown as soon as there is a picture, or a crowd. */
  children: ReactNode;
}) {
  if (!publishing && status !== "live") return null;
  const advice = listAdvice(health);
  return (
    <section className="panel" id="health" aria-labelledby="health-name">
      <h2 id="health-name">{t("control.arrives")}</h2>
      {children}
      {health === undefined ? (
        publishing && <p className="quiet">{t("control.figuresSoon")}</p>
      ) : (
        <>
          <div role="status">
            {advice.length === 0 ? (
              <p className="note good">{t("control.allWell")}</p>
            ) : (
              <>
                <ul className="advice">
                  {advice.map((words) => (
                    <li className="note warn" key={words}>
                      {words}
                    </li>
                  ))}
                </ul>
                {status === "live" && <p className="hint advice-when">{t("control.adviceWhen")}</p>}
              </>
            )}
          </div>
          {health.sound != null && <SoundMeter sound={health.sound} />}
          <dl className="figures">
            {listFigures(health).map(([name, value]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd className="figure">{value}</dd>
              </div>
            ))}
          </dl>
        </>
      )}
    </section>
  );
}
