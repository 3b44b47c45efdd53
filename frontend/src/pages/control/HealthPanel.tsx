import type { Livestream } from "../../api/types";
import type { Health } from "../../channel/frames";
import { listFigures } from "./figures";

/** What arrives from OBS, once a second, and what to change. */
export function HealthPanel({
  health,
  livestream: { publishing, status },
}: {
  health: Health | undefined;
  livestream: Livestream;
}) {
  if (!publishing) return null;
  const advice = health?.advice ?? [];
  return (
    <section className="panel" aria-labelledby="health">
      <h2 id="health">What arrives</h2>
      {health === undefined ? (
        <p className="quiet">The first figures come in a second or two.</p>
      ) : (
        <>
          <div role="status">
            {advice.length === 0 ? (
              <p className="note good">All is well.</p>
            ) : (
              <>
                <ul className="advice">
                  {advice.map((words) => (
                    <li className="note warn" key={words}>
                      {words}
                    </li>
                  ))}
                </ul>
                {status === "live" && (
                  <p className="hint advice-when">
                    Keep this show on the air: most of OBS’s settings can only be changed while it does not
                    stream. What needs a stop is for next time.
                  </p>
                )}
              </>
            )}
          </div>
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
