import { Icon } from "./Icon";

const number = new Intl.NumberFormat();

/** How many watch. The figures keep their width, so that a moving count moves nothing else. */
export function Viewers({ count, doing = "watching" }: { count: number; doing?: "watching" | "waiting" }) {
  return (
    <span className="viewers" data-viewer-count={count}>
      <Icon name="eye" />
      <span>
        <span className="figure">{number.format(count)}</span>
        <span className="visually-hidden"> {doing}</span>
      </span>
    </span>
  );
}

export function formatCount(count: number): string {
  return number.format(count);
}
