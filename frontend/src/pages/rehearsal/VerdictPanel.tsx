import type { Check } from "../../api/types";
import type { RehearsalNews } from "../../channel/rehearsal";
import { Icon } from "../../ui/Icon";
import { labelOf, listChecks, summarise } from "./verdict";

/** The sentence that is read aloud, and the checks behind it. */
export function VerdictPanel({ news }: { news: RehearsalNews }) {
  const { state, words } = summarise(news);
  return (
    <section className="panel verdict" aria-labelledby="verdict" data-verdict={state}>
      <h2 id="verdict">{news.active || news.verdict === null ? "Verdict" : "Last verdict"}</h2>
      <p className="verdict-words" role="status" aria-live="polite">
        {words}
      </p>
      <ul className="checks">
        {listChecks(news.verdict).map((check) => (
          <Row key={check.name} check={check} />
        ))}
      </ul>
    </section>
  );
}

const SPOKEN = { true: "Good: ", false: "To change: ", null: "Not measured yet: " } as const;

function Row({ check: { name, ok, words } }: { check: Check }) {
  const key = String(ok) as keyof typeof SPOKEN;
  return (
    <li data-check={name} data-ok={key}>
      <span className="check-mark" aria-hidden="true">
        {ok !== null && <Icon name={ok ? "check" : "change"} />}
      </span>
      <span className="check-name">
        <span className="visually-hidden">{SPOKEN[key]}</span>
        {labelOf(name)}
      </span>
      <span className="check-words figure">{words}</span>
    </li>
  );
}
