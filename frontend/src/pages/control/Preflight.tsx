import type { MessageKey } from "../../i18n/messages";
import { t } from "../../i18n/t";
import { Icon } from "../../ui/Icon";
import { useNow } from "../../ui/useNow";
import { type Check, type CheckName, countChecks, type Facts, listChecks } from "./preflight";

/** What must be right before the show, each turning green by itself, with what to do where it does not. */
export function Preflight({ facts }: { facts: Omit<Facts, "now"> }) {
  const checks = listChecks({ ...facts, now: useNow() });
  const counts = countChecks(checks);
  const state = counts.do > 0 ? "do" : counts.wait > 0 ? "wait" : "good";
  return (
    <section className="panel preflight" aria-labelledby="preflight" data-state={state}>
      <header className="panel-head">
        <h2 id="preflight">{t("preflight.title")}</h2>
        <span className="figure quiet">
          {t("preflight.count", { good: counts.good, all: checks.length })}
        </span>
      </header>
      <progress className="preflight-bar" max={checks.length} value={counts.good} aria-hidden="true" />
      <p className="visually-hidden" role="status">
        {t(SUMMARIES[state], { count: counts.do })}
      </p>
      <ul className="checks preflight-checks">
        {checks.map((check) => (
          <Row key={check.name} check={check} />
        ))}
      </ul>
    </section>
  );
}

const SUMMARIES = {
  do: "preflight.sumDo",
  wait: "preflight.sumWait",
  good: "preflight.sumGood",
} as const satisfies Record<string, MessageKey>;

/** As rehearsals mark theirs: right, wrong, not known yet. */
const MARKS = { good: "true", do: "false", could: "could", wait: "null" } as const;
const SPOKEN = {
  good: "preflight.isGood",
  do: "preflight.isDo",
  could: "preflight.isCould",
  wait: "preflight.isWait",
} as const satisfies Record<Check["state"], MessageKey>;

const NAMES: Readonly<Record<CheckName, MessageKey>> = {
  obs: "preflight.obs",
  picture: "preflight.picture",
  sound: "preflight.sound",
  keyframes: "preflight.keyframes",
  bitrate: "preflight.bitrate",
  recording: "preflight.recording",
  chat: "preflight.chat",
  schedule: "preflight.schedule",
  cover: "preflight.cover",
  rehearsal: "preflight.rehearsal",
};

/** Where it is more than a change. */
const WAYS: Readonly<Record<string, MessageKey>> = {
  "/artist/rehearsal": "preflight.rehearse",
  "#connection": "preflight.toKey",
};

function Row({ check: { name, state, words, way } }: { check: Check }) {
  return (
    <li data-check={name} data-ok={MARKS[state]}>
      <span className="check-mark" aria-hidden="true">
        {state !== "wait" && <Icon name={state === "good" ? "check" : "change"} />}
      </span>
      <span className="check-name">
        <span className="visually-hidden">{t(SPOKEN[state])} </span>
        {t(NAMES[name])}
      </span>
      <span className="check-words figure">
        {words}
        {way !== null && (
          <>
            {" "}
            <a href={way}>{t(WAYS[way] ?? "preflight.way")}</a>
          </>
        )}
      </span>
    </li>
  );
}
