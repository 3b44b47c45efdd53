import {
  type PointerEvent,
  type ReactNode,
  useEffect,
  useEffectEvent,
  useRef,
  useState,
} from "preact/compat";
import { HeatLine } from "../applause/HeatLine";
import type { Heat } from "../applause/heat";
import { t } from "../i18n/t";
import { formatLength } from "../ui/time";
import { useNow } from "../ui/useNow";
import { findMark, type Mark } from "./chapters/chapters";
import { Peek } from "./chapters/Peek";
import { Ticks } from "./chapters/Ticks";
import type { Kept } from "./replay/kept";
import { Storyboard } from "./storyboard/Storyboard";

/** What is dragged along a line, across; it does not leave the line at its ends. */
const THUMB_PX = 14;

/** What a press of an arrow key is worth; seconds. */
const STEPS: Readonly<Record<string, number>> = { ArrowLeft: -5, ArrowDown: -5, ArrowRight: 5, ArrowUp: 5 };
/** A drag asks for many places; the one it rests on is gone to, and at once the one it ends on. */
const SETTLE_MS = 120;

/** How far back, over the whole width of the picture. */
export function RewindBar({
  window,
  behind,
  kept,
  marks,
  heat,
  onGoTo,
}: {
  /** Seconds that can be gone back in what is played. */
  window: number;
  /** Seconds the picture is behind live; 0 where it is live. */
  behind: number;
  /** What can be gone back to; null: no further back than `window`. */
  kept: Kept | null;
  /** Chapters, by their seconds from its begin. */
  marks: readonly Mark[];
  /** How loud it was; null: nobody has clapped, or that is not known. */
  heat: Heat | null;
  onGoTo: (behind: number) => void;
}) {
  const now = useNow();
  const begins = kept?.begins ?? null;
  const since = Math.floor((now - (begins ?? Number.POSITIVE_INFINITY)) / 1000);
  const length = Math.max(window, behind, since);
  const first = begins === null ? 0 : length - since;
  return (
    <TimeBar
      label={t("player.rewind")}
      length={length}
      place={length - behind}
      marks={marks.map((mark) => ({ ...mark, place: mark.place + first }))}
      heat={heat}
      timeAt={(place) => (place < first ? null : place - first)}
      say={(place) => describeBehind(length - place)}
      peek={(place) => describeBehind(Math.floor(length - place))}
      picture={(place) =>
        kept?.begins != null && (
          <Storyboard kept={kept} date={now - (length - place) * 1000} place={place - first} />
        )
      }
      aside={(place) => (place < length ? describeBehind(length - place) : null)}
      onGoTo={(place) => onGoTo(length - place)}
    />
  );
}

/** A replay's time line. */
export function SeekBar(props: {
  position: number;
  length: number;
  kept: Kept | null;
  marks: readonly Mark[];
  heat: Heat | null;
  /** When what is at a position was sent; ms since 1970, null where that is not known. */
  dateAt: (position: number) => number | null;
  onGoTo: (position: number) => void;
}) {
  const { position, length, kept, marks, heat, dateAt, onGoTo } = props;
  const begins = kept?.begins ?? null;
  return (
    <TimeBar
      label={t("player.seek")}
      length={length}
      place={position}
      marks={marks}
      heat={heat}
      // Where the encoder was away nothing is kept: show time goes on there, and the line does not.
      timeAt={(place) => {
        const date = dateAt(place);
        return date === null || begins === null ? place : (date - begins) / 1000;
      }}
      say={(place) => describePlace(place, length)}
      peek={(place) => formatLength(place * 1000)}
      picture={(place) => kept !== null && <Storyboard kept={kept} date={dateAt(place)} place={place} />}
      onGoTo={onGoTo}
    />
  );
}

/** A line of time to go along, from 0 to `length`; in seconds. Its value is said as people say it. */
function TimeBar({
  label,
  length,
  place,
  marks,
  heat,
  timeAt,
  say,
  peek,
  picture,
  aside,
  onGoTo,
}: {
  label: string;
  length: number;
  place: number;
  marks: readonly Mark[];
  heat: Heat | null;
  /** What show time a place is; null: none. */
  timeAt: (place: number) => number | null;
  say: (place: number) => string;
  /** The same of a place that is pointed to. */
  peek: (place: number) => string;
  /** What was to be seen there. */
  picture: (place: number) => ReactNode;
  /** What stands beside it. */
  aside?: (place: number) => string | null;
  onGoTo: (place: number) => void;
}) {
  const bar = useRef<HTMLInputElement>(null);
  const [wanted, setWanted] = useState<number | null>(null);
  const [pointed, setPointed] = useState<number | null>(null);
  const [focused, setFocused] = useState(false); // by keyboard
  const shown = Math.max(0, Math.min(wanted ?? place, length));

  const settle = useEffectEvent((to: number) => onGoTo(to));
  useEffect(() => {
    if (wanted === null) return;
    const timer = setTimeout(() => {
      settle(wanted);
      setWanted(null);
    }, SETTLE_MS);
    return () => clearTimeout(timer);
  }, [wanted]);

  // The controller around it takes the arrow keys for its own, before React hears of them.
  const press = useEffectEvent((event: KeyboardEvent) => {
    const step = STEPS[event.key];
    if (step === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    setWanted(Math.max(0, Math.min(length, shown + step)));
  });
  // The browser's own `change`, once it is let go; React calls every move of it by that name.
  const letGo = useEffectEvent(() => {
    if (wanted === null) return;
    onGoTo(wanted);
    setWanted(null);
  });
  useEffect(() => {
    const element = bar.current;
    element?.addEventListener("keydown", press);
    element?.addEventListener("change", letGo);
    return () => {
      element?.removeEventListener("keydown", press);
      element?.removeEventListener("change", letGo);
    };
  }, []);

  const point = ({ clientX, currentTarget }: PointerEvent<HTMLInputElement>) => {
    const { left, width } = currentTarget.getBoundingClientRect();
    setPointed(placeAt((clientX - left) / width, width) * length);
  };
  const words = aside?.(shown) ?? null;
  const chapter = findMark(marks, shown);
  const peeked = wanted ?? pointed ?? (focused ? shown : null);
  return (
    <div className="rewind">
      {peeked !== null && length > 0 && (
        <Peek
          at={Math.min(1, peeked / length)}
          time={peek(Math.floor(peeked))}
          title={findMark(marks, peeked)?.title ?? null}
        >
          {picture(peeked)}
        </Peek>
      )}
      {heat !== null && length > 0 && <HeatLine heat={heat} length={length} timeAt={timeAt} />}
      <input
        ref={bar}
        type="range"
        aria-label={label}
        aria-valuetext={chapter === null ? say(shown) : `${say(shown)}, ${chapter.title}`}
        min={0}
        max={length}
        value={shown}
        style={{ "--played": `${length > 0 ? (shown / length) * 100 : 0}%` }}
        onChange={(event) => setWanted(Number(event.currentTarget.value))}
        onPointerMove={point}
        onPointerLeave={() => setPointed(null)}
        onPointerCancel={() => setPointed(null)}
        onFocus={({ currentTarget }) => setFocused(currentTarget.matches(":focus-visible"))}
        onBlur={() => setFocused(false)}
      />
      {length > 0 && <Ticks marks={marks} length={length} />}
      {words !== null && (
        <span className="rewind-words figure" aria-hidden="true">
          {words}
          {chapter !== null && (
            <>
              {" · "}
              <bdi>{chapter.title}</bdi>
            </>
          )}
        </span>
      )}
    </div>
  );
}

/** Which part of a line of this width a pointer is at, that is at a part of its box. */
export function placeAt(part: number, width: number): number {
  return Math.max(0, Math.min(1, (part * width - THUMB_PX / 2) / (width - THUMB_PX)));
}

/** `Live`, `12:40 behind live`. */
export function describeBehind(seconds: number): string {
  return seconds === 0 ? t("player.live") : t("player.behind", { time: formatLength(seconds * 1000) });
}

/** `12:40 of 1:02:00`. */
export function describePlace(position: number, length: number): string {
  return t("player.place", { time: formatLength(position * 1000), length: formatLength(length * 1000) });
}
