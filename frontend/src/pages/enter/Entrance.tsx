import "../../styles/entrance.css";
import type { ReactNode } from "preact/compat";

/** The way in: what waits inside on the stage's ground, and beside it what is to be filled in. */
export function Entrance(props: { title: string; words: string; children: ReactNode }) {
  const { title, words, children } = props;
  return (
    <div className="page entrance">
      <header className="entrance-stage">
        <h1>{title}</h1>
        <p>{words}</p>
      </header>
      <div className="entrance-form">{children}</div>
    </div>
  );
}
