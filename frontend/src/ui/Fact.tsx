import type { ReactNode } from "preact/compat";

/** One of a list of things that somebody has: its name, what there is to know of it, and what can be done with it. */
export function Fact(props: {
  name: string;
  /** A word or two that sets it apart from the others. */
  badge?: { tone: "good" | "warn"; words: string } | null;
  lines: readonly string[];
  hint?: string | null;
  children?: ReactNode;
}) {
  const { name, badge, lines, hint, children } = props;
  return (
    <li>
      <div>
        <p className="fact-name">
          <b>
            <bdi>{name}</bdi>
          </b>
          {badge && (
            <span className="badge" data-tone={badge.tone}>
              {badge.words}
            </span>
          )}
        </p>
        {lines.map((line) => (
          <p className="by" key={line}>
            {line}
          </p>
        ))}
        {hint && <p className="hint">{hint}</p>}
      </div>
      {children}
    </li>
  );
}
