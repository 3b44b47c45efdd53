import type { ReactNode } from "preact/compat";

/** What is at a place of the line, over it: somebody points there, or is about to go. `children` stand above the words. */
export function Peek(props: { at: number; time: string; title: string | null; children?: ReactNode }) {
  const { at, time, title, children } = props;
  return (
    <span className="peek" aria-hidden="true" style={{ "--at": at }}>
      {children}
      <span className="peek-words">
        {title !== null && <bdi className="peek-title">{title}</bdi>}
        <span className="figure">{time}</span>
      </span>
    </span>
  );
}
