import { useEffect, useRef, useState } from "react";
import { formatLength } from "../ui/time";

/** One press of an arrow key, and the grain of a drag; seconds. */
const STEP_S = 5;
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
  useEffect(() => {
    const keep = (event: KeyboardEvent) => event.key.startsWith("Arrow") && event.stopPropagation();
    const element = bar.current;
    element?.addEventListener("keydown", keep);
    return () => element?.removeEventListener("keydown", keep);
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
        step={STEP_S}
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
