import type { Check } from "../../api/types";
import type { RehearsalNews } from "../../channel/rehearsal";
import { t } from "../../i18n/t";
import { Icon } from "../../ui/Icon";
import { wordAdvice } from "../advice/words";
import { SoundMeter } from "../sound/SoundMeter";
import { labelOf, listChecks, summarise } from "./verdict";

/** The sentence that is read aloud, and the checks behind it. */
export function VerdictPanel({ news }: { news: RehearsalNews }) {
  const { state, words } = summarise(news);
  return (
    <section className="panel verdict" aria-labelledby="verdict" data-verdict={state}>
      <h2 id="verdict">
        {t(news.active || news.verdict === null ? "rehearsal.verdict" : "rehearsal.lastVerdict")}
      </h2>
      <p className="verdict-words" role="status" aria-live="polite">
        {words}
      </p>
      {news.sound != null && <SoundMeter sound={news.sound} />}
      <ul className="checks">
        {listChecks(news.verdict).map((check) => (
          <Row key={check.name} check={check} />
        ))}
      </ul>
    </section>
  );
}

const SPOKEN = {
  true: "rehearsal.isGood",
  false: "rehearsal.isWrong",
  null: "rehearsal.isOpen",
} as const;

function Row({ check }: { check: Check }) {
  const { name, ok, words } = check;
  const key = String(ok) as keyof typeof SPOKEN;
  return (
    <li data-check={name} data-ok={key}>
      <span className="check-mark" aria-hidden="true">
        {ok !== null && <Icon name={ok ? "check" : "change"} />}
      </span>
      <span className="check-name">
        <span className="visually-hidden">{t(SPOKEN[key])} </span>
        {labelOf(name)}
      </span>
      <span className="check-words figure">{wordAdvice(check, words)}</span>
    </li>
  );
}
