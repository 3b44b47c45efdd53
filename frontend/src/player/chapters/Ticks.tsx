import type { Mark } from "./chapters";

/** Where chapters begin, over the line; a picture of what the list beside it says. */
export function Ticks({ marks, length }: { marks: readonly Mark[]; length: number }) {
  return (
    <span className="ticks" aria-hidden="true">
      {marks.map(({ id, place }) => (
        <span key={id} data-chapter={id} style={{ "--at": place / length }} />
      ))}
    </span>
  );
}
