import { type PointerEvent, useState } from "preact/compat";
import { formatLength } from "../../ui/time";
import { drawPath, type Line, readAt, roundUp } from "./history";

const SIZE = [300, 72] as const;
/** After so long without a word, nothing was there. */
const GAP_MS = 10_000;

/** One figure over the show: what it is now, the most it was, and what it was wherever somebody points. */
export function Chart(props: {
  title: string;
  line: Line;
  now: number;
  /** When the show began, or was first heard of. */
  from: number;
  write: (value: number) => string;
  /** In a sentence, for whoever does not see it. */
  say: (now: string, most: string) => string;
  /** It holds until another is told. */
  count?: boolean;
}) {
  const { title, line, now, from, write, say, count = false } = props;
  const [pointed, setPointed] = useState<number | null>(null);
  const begin = Math.min(from, line.points[0]?.at ?? from);
  const to = Math.max(now, begin + 60_000);
  const most = line.points.reduce((most, { value }) => Math.max(most, value), 0);
  const last = line.points.at(-1)?.value ?? null;
  const frame = { from: begin, to, top: roundUp(most) };
  const gap = count ? Number.POSITIVE_INFINITY : GAP_MS;
  const path = drawPath(line, frame, SIZE, { stairs: count, gap });
  const at = pointed === null ? null : begin + pointed * (to - begin);
  const there = at === null ? null : readAt(line, at, gap);
  const point = (event: PointerEvent<HTMLElement>) => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    setPointed(Math.min(1, Math.max(0, (event.clientX - left) / Math.max(1, width))));
  };
  const current = last === null ? "–" : write(last);
  return (
    <figure className="chart">
      <figcaption>
        <span>{title}</span>
        <b className="figure">
          {at === null ? current : there === null ? "–" : write(there)}
          {at !== null && <span className="chart-at"> {formatLength(at - begin)}</span>}
        </b>
      </figcaption>
      {/* Whoever cannot point hears the figures. */}
      <div className="chart-box" onPointerMove={point} onPointerLeave={() => setPointed(null)}>
        <svg
          viewBox={`0 0 ${SIZE[0]} ${SIZE[1]}`}
          preserveAspectRatio="none"
          role="img"
          aria-label={say(current, write(most))}
        >
          <path className="chart-floor" d={`M0 ${SIZE[1]}H${SIZE[0]}`} />
          <path className="chart-floor" d={`M0 0H${SIZE[0]}`} />
          <path className="chart-line" d={path} />
          {pointed !== null && <path className="chart-point" d={`M${pointed * SIZE[0]} 0V${SIZE[1]}`} />}
        </svg>
        <span className="chart-top figure" aria-hidden="true">
          {write(frame.top)}
        </span>
      </div>
      <p className="chart-ends figure" aria-hidden="true">
        <span>0:00</span>
        <span>{formatLength(to - begin)}</span>
      </p>
    </figure>
  );
}
