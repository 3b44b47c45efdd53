import { type KeyboardEvent, type PointerEvent, useRef } from "preact/compat";
import type { MessageKey } from "../i18n/messages";
import { t } from "../i18n/t";
import { along, type End, LONGEST_S, type Range, SHORTEST_S, stepOf } from "./range";
import { formatPlace, sayLength, sayPlace } from "./times";

const NAMES: Readonly<Record<End, MessageKey>> = { from: "cutting.beginOf", to: "cutting.endOf" };

/** A stretch of the show with the clip on it: two handles to move its ends by, and where the picture is. */
export function ClipLine({
  line,
  range,
  place,
  frame,
  onMove,
  onRest,
  onToggle,
  onLook,
}: {
  line: Range;
  range: Range;
  /** Of the picture; null before there is one. */
  place: number | null;
  /** How long a picture lasts; seconds. */
  frame: number;
  /** An end is dragged to, or stepped to, this place. */
  onMove: (end: End, place: number) => void;
  /** It has been let go of. */
  onRest: () => void;
  /** The clip is to be played, or no longer. */
  onToggle: () => void;
  /** The picture at this place is to be seen. */
  onLook: (place: number) => void;
}) {
  const track = useRef<HTMLDivElement>(null);
  /** How far from its end a handle was taken hold of; seconds. */
  const hold = useRef<number | null>(null);

  const toPlace = (x: number) => {
    const { left, width } = track.current?.getBoundingClientRect() ?? { left: 0, width: 1 };
    return line.from + ((x - left) / width) * (line.to - line.from);
  };
  const take = (end: End, event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    hold.current = toPlace(event.clientX) - range[end];
  };
  const drag = (end: End, event: PointerEvent<HTMLElement>) => {
    if (hold.current !== null) onMove(end, toPlace(event.clientX) - hold.current);
  };
  const release = () => {
    if (hold.current === null) return;
    hold.current = null;
    onRest();
  };
  const press = (end: End, event: KeyboardEvent<HTMLElement>) => {
    if (event.ctrlKey || event.metaKey) return;
    if (event.key === " " || event.key === "Enter") {
      event.preventDefault();
      return onToggle();
    }
    const step = stepOf(event.key, event, frame);
    if (step === null) return;
    event.preventDefault();
    onMove(end, range[end] + step);
    onRest();
  };

  const handle = (end: End) => {
    const other = end === "from" ? range.to : range.from;
    const [low, high] =
      end === "from"
        ? [Math.max(0, other - LONGEST_S), other - SHORTEST_S]
        : [other + SHORTEST_S, other + LONGEST_S];
    return (
      <div
        className="clip-handle"
        data-end={end}
        role="slider"
        tabIndex={0}
        aria-label={t(NAMES[end])}
        aria-valuemin={Math.round(low * 10) / 10}
        aria-valuemax={Math.round(high * 10) / 10}
        aria-valuenow={Math.round(range[end] * 10) / 10}
        aria-valuetext={t("cutting.handle", {
          place: sayPlace(range[end]),
          length: sayLength(range.to - range.from),
        })}
        style={{ left: `${along(line, range[end]) * 100}%` }}
        onPointerDown={(event) => take(end, event)}
        onPointerMove={(event) => drag(end, event)}
        onPointerUp={release}
        onPointerCancel={release}
        onLostPointerCapture={release}
        onFocus={() => hold.current === null && onLook(range[end])}
        onKeyDown={(event) => press(end, event)}
      />
    );
  };

  const from = along(line, range.from) * 100;
  return (
    <div className="clip-line">
      {/* Whoever cannot point looks at places by the handles and by the keys. */}
      <div
        className="clip-track"
        ref={track}
        onPointerDown={(event) => event.target === event.currentTarget && onLook(toPlace(event.clientX))}
      >
        <div
          className="clip-range"
          style={{ left: `${from}%`, width: `${along(line, range.to) * 100 - from}%` }}
        />
        {place !== null && place >= line.from && place <= line.to && (
          <div className="clip-place" style={{ left: `${along(line, place) * 100}%` }} />
        )}
        {handle("from")}
        {handle("to")}
      </div>
      <p className="clip-ends figure" aria-hidden="true">
        <span>{formatPlace(line.from)}</span>
        <span>{formatPlace(line.to)}</span>
      </p>
    </div>
  );
}
