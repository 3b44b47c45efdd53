import { useEffect, useMemo, useState } from "preact/compat";
import { askHeat, HEAT_BOX, type Heat, outlineHeat, sampleHeat } from "./heat";
import "./heat.css";

/** So often it is read again while the show goes on. */
const AGAIN_MS = 60_000;

/** A show's; null until it is there. `wanted`: somebody has the line before their eyes. */
export function useHeat(id: string | null, wanted: boolean, live: boolean): Heat | null {
  const [heat, setHeat] = useState<Heat | null>(null);
  useEffect(() => {
    if (id === null || !wanted) return;
    let here = true;
    const ask = () => void askHeat(id).then((read) => here && setHeat(read));
    ask();
    const timer = live ? setInterval(ask, AGAIN_MS) : undefined;
    return () => {
      here = false;
      clearInterval(timer);
    };
  }, [id, wanted, live]);
  return heat;
}

/** How loud the people were, over a line of time; an ornament. `timeAt`: see `sampleHeat`. */
export function HeatLine(props: { heat: Heat; length: number; timeAt: (place: number) => number | null }) {
  const { heat, length, timeAt } = props;
  const whole = Math.round(length);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what a place is changes with the length alone
  const outline = useMemo(() => outlineHeat(sampleHeat(heat, whole, timeAt)), [heat, whole]);
  if (outline === "") return null;
  return (
    <svg className="heat" viewBox={HEAT_BOX} preserveAspectRatio="none" aria-hidden="true">
      <path d={outline} />
    </svg>
  );
}
