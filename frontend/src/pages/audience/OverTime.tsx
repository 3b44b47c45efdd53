import { type PointerEvent, useState } from "preact/compat";
import { formatCount } from "../../ui/counts";
import { formatLength } from "../../ui/time";
import { drawPath, type Line, readAt, roundUp } from "../control/history";
import { drawBars, findMost } from "./points";

const SIZE = [600, 160] as const;
/** Bars stand below a line, and must not cover it. */
const TALL = 44;

export interface Drawn {
  name: string;
  line: Line;
  /** `main` and `other` are lines, `claps` and `messages` bars. */
  tone: "main" | "other" | "claps" | "messages";
}

export interface Mark {
  /** ms of show time. */
  at: number;
  title: string;
}

/** Some figures of an audience over a show, and what they were wherever somebody points. The table has them, too. */
export function OverTime(props: {
  title: string;
  drawn: readonly Drawn[];
  marks?: readonly Mark[];
  /** The show's length; ms. */
  to: number;
  /** Of the lines, where it is not the highest that was. */
  top?: number;
  write: (value: number) => string;
  /** In a sentence, for whoever does not see it. */
  says: string;
}) {
  const { title, drawn, marks = [], to, write, says } = props;
  const [pointed, setPointed] = useState<number | null>(null);
  const lines = drawn.filter(({ tone }) => tone === "main" || tone === "other");
  const bars = drawn.filter((one) => !lines.includes(one));
  const top = props.top ?? roundUp(Math.max(...lines.map(({ line }) => findMost(line))));
  const at = pointed === null ? null : pointed * to;
  const point = (event: PointerEvent<HTMLElement>) => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    setPointed(Math.min(1, Math.max(0, (event.clientX - left) / Math.max(1, width))));
  };
  const chapter = at === null ? undefined : marks.findLast((mark) => mark.at <= at);
  return (
    <figure className="chart over-time">
      <figcaption>
        <span>{title}</span>
        <span className="chart-at figure">
          {at !== null && formatLength(at)}
          {chapter && (
            <>
              {" · "}
              <bdi>{chapter.title}</bdi>
            </>
          )}
        </span>
      </figcaption>
      <div className="chart-box" onPointerMove={point} onPointerLeave={() => setPointed(null)}>
        <svg viewBox={`0 0 ${SIZE[0]} ${SIZE[1]}`} preserveAspectRatio="none" role="img" aria-label={says}>
          <path className="chart-floor" d={`M0 ${SIZE[1]}H${SIZE[0]}M0 0H${SIZE[0]}`} />
          {marks.map((mark) => (
            <path
              key={`${mark.at} ${mark.title}`}
              className="chart-mark"
              d={`M${(mark.at / Math.max(1, to)) * SIZE[0]} 0V${SIZE[1]}`}
            />
          ))}
          {bars.map(({ name, line, tone }) => (
            <path key={name} className="chart-bars" data-tone={tone} d={drawBars(line, to, SIZE, TALL)} />
          ))}
          {lines.map(({ name, line, tone }) => (
            <path
              key={name}
              className="chart-line"
              data-tone={tone}
              d={drawPath(line, { from: 0, to, top }, SIZE, { stairs: true, gap: Number.POSITIVE_INFINITY })}
            />
          ))}
          {pointed !== null && <path className="chart-point" d={`M${pointed * SIZE[0]} 0V${SIZE[1]}`} />}
        </svg>
        <span className="chart-top figure" aria-hidden="true">
          {write(top)}
        </span>
      </div>
      <p className="chart-ends figure" aria-hidden="true">
        <span>0:00</span>
        <span>{formatLength(to)}</span>
      </p>
      <ul className="chart-legend" aria-hidden="true">
        {drawn.map(({ name, line, tone }) => {
          const there = at === null ? null : readAt(line, at, Number.POSITIVE_INFINITY);
          return (
            <li key={name} data-tone={tone}>
              {name}
              {there !== null && (
                <b className="figure">
                  {tone === "main" || tone === "other" ? write(there) : formatCount(there)}
                </b>
              )}
            </li>
          );
        })}
      </ul>
    </figure>
  );
}
