import { useEffect, useEffectEvent, useRef, useState } from "react";
import { formatLength } from "../ui/time";

/** What a press of an arrow key is worth; seconds. */
const STEPS: Readonly<Record<string, number>> = { ArrowLeft: 5, ArrowDown: 5, ArrowRight: -5, ArrowUp: -5 };
/** A drag asks for many places; the one it rests on is gone to. */
const SETTLE_MS = 120;

/** How far back, over the whole width of the picture. Its value is said as people say it. */
export function RewindBar({
  window,
  behind,
  onGoTo,
}: {
  /** Seconds that can be gone back. */
  window: number;
  /** Seconds the picture is behind live; 0 where it is live. */
  behind: number;
  onGoTo: (behind: number) => void;
}) {
  const bar = useRef<HTMLInputElement>(null);
  const [wanted, setWanted] = useState<number | null>(null);
  const shown = wanted ?? Math.min(behind, window);

  useEffect(() => {
    if (wanted === null) return;
    const timer = setTimeout(() => {
      onGoTo(wanted);
      setWanted(null);
    }, SETTLE_MS);
    return () => clearTimeout(timer);
  }, [wanted, onGoTo]);

  // The controller around it takes the arrow keys for its own, before React hears of them.
  const press = useEffectEvent((event: KeyboardEvent) => {
    const step = STEPS[event.key];
    if (step === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    setWanted(Math.max(0, Math.min(window, shown + step)));
  });
  useEffect(() => {
    const element = bar.current;
    element?.addEventListener("keydown", press);
    return () => element?.removeEventListener("keydown", press);
  }, []);

  return (
    <div className="rewind" data-behind={shown > 0}>
      <input
        ref={bar}
        type="range"
        aria-label="Rewind"
        aria-valuetext={describeBehind(shown)}
        min={-window}
        max={0}
        value={-shown}
        style={{ "--played": `${100 - (shown / window) * 100}%` }}
        onChange={(event) => setWanted(-Number(event.currentTarget.value))}
      />
      {shown > 0 && (
        <span className="rewind-words figure" aria-hidden="true">
          {describeBehind(shown)}
        </span>
      )}
    </div>
  );
}

/** `Live`, `12:40 behind live`. */
export function describeBehind(seconds: number): string {
  return seconds === 0 ? "Live" : `${formatLength(seconds * 1000)} behind live`;
}
