import { useState } from "preact/compat";
import type { Livestream, Verdict } from "../../api/types";
import type { MessageKey } from "../../i18n/messages";
import { t } from "../../i18n/t";
import { Icon } from "../../ui/Icon";
import { isAway, planTour, putAway, type StepName } from "./tour";

const NAMES: Readonly<Record<StepName, readonly [name: MessageKey, words: MessageKey, act: MessageKey]>> = {
  create: ["tour.create", "tour.createWords", "tour.createAct"],
  obs: ["tour.obs", "tour.obsWords", "tour.obsAct"],
  rehearse: ["tour.rehearse", "tour.rehearseWords", "tour.rehearseAct"],
  live: ["tour.live", "tour.liveWords", "tour.liveAct"],
};

function openStore(): Storage | null {
  try {
    return localStorage;
  } catch {
    return null;
  }
}

/** From nothing to a first show in five minutes. It ticks itself off, and goes when it is put away or no longer needed. */
export function Tour(props: {
  shows: readonly Livestream[];
  verdict: Verdict | null | undefined;
  /** The show whose control room this is: the steps there need no link to it. */
  here?: string;
}) {
  const { shows, verdict, here } = props;
  const [away, setAway] = useState(() => isAway(openStore()));
  const steps = planTour(shows, verdict);
  if (steps === null) return null;
  const move = (away: boolean) => {
    putAway(openStore(), away);
    setAway(away);
  };
  if (away) {
    return here === undefined ? (
      <p>
        <button type="button" className="text-button" onClick={() => move(false)}>
          {t("tour.again")}
        </button>
      </p>
    ) : null;
  }
  const done = steps.filter((step) => step.done).length;
  return (
    <section className="tour" aria-labelledby="tour">
      <header className="panel-head">
        <h2 id="tour">{t("tour.title")}</h2>
        <button type="button" className="button small" onClick={() => move(true)}>
          {t("tour.away")}
        </button>
      </header>
      <p className="visually-hidden" role="status">
        {t("tour.count", { done, all: steps.length })}
      </p>
      <ol className="tour-steps">
        {steps.map(({ name, done, next, href }) => {
          const [title, words, act] = NAMES[name];
          return (
            <li key={name} data-done={done} data-next={next} aria-current={next ? "step" : undefined}>
              <span className="tour-mark figure" aria-hidden="true">
                {done ? <Icon name="check" /> : steps.findIndex((step) => step.name === name) + 1}
              </span>
              <div>
                <h3>
                  {t(title)}
                  {done && <span className="visually-hidden"> {t("tour.done")}</span>}
                </h3>
                {!done && <p className="hint">{t(words)}</p>}
                {next && !(here !== undefined && href.endsWith(here)) && (
                  // In a control room the show's own next move is the one to press.
                  <a className={`button small ${here === undefined ? "primary" : ""}`} href={href}>
                    {t(act)}
                  </a>
                )}
              </div>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
