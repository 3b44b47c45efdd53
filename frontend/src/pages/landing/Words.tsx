import { t } from "../../i18n/t";

/** What it is for those who watch, and for those who perform. */
export function Two() {
  return (
    <div className="landing-two">
      <Points
        title={t("landing.fans")}
        points={[
          [t("landing.fans1"), t("landing.fans1Words")],
          [t("landing.fans2"), t("landing.fans2Words")],
          [t("landing.fans3"), t("landing.fans3Words")],
        ]}
      />
      <Points
        title={t("landing.artists")}
        points={[
          [t("landing.artists1"), t("landing.artists1Words")],
          [t("landing.artists2"), t("landing.artists2Words")],
          [t("landing.artists3"), t("landing.artists3Words")],
        ]}
      />
    </div>
  );
}

function Points({ title, points }: { title: string; points: readonly (readonly [string, string])[] }) {
  return (
    <section>
      <h2>{title}</h2>
      <dl>
        {points.map(([name, words]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

export function Steps() {
  const steps = [
    [t("landing.step1"), t("landing.step1Words")],
    [t("landing.step2"), t("landing.step2Words")],
    [t("landing.step3"), t("landing.step3Words")],
  ] as const;
  return (
    <section className="landing-steps" aria-labelledby="steps">
      <h2 id="steps">{t("landing.steps")}</h2>
      <ol>
        {steps.map(([name, words]) => (
          <li key={name}>
            <h3>{name}</h3>
            <p>{words}</p>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** For whoever builds on it, and whoever runs it. */
export function Own() {
  return (
    <div className="landing-two">
      <section>
        <h2>{t("landing.developers")}</h2>
        <p>{t("landing.developersWords")}</p>
        <pre dir="ltr">
          <code>{`curl "${location.origin}/api/v1/livestreams?active=true"`}</code>
        </pre>
        <p className="landing-links">
          <a href="/docs">{t("landing.api")}</a>
          <a href="/docs/events">{t("landing.events")}</a>
        </p>
      </section>
      <section>
        <h2>{t("landing.host")}</h2>
        <p>{t("landing.hostWords")}</p>
        <pre dir="ltr">
          <code>make run</code>
        </pre>
      </section>
    </div>
  );
}
