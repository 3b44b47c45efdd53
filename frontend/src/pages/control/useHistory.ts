import { useEffect, useRef, useState } from "preact/compat";
import type { Livestream } from "../../api/types";
import type { Health } from "../../channel/frames";
import { serverClock } from "../../channel/serverClock";
import { addPoint, type Line, NO_LINE, parseLine } from "./history";

export type Figure = "viewers" | "bitrate" | "fps";
export type History = Readonly<Record<Figure, Line>>;

const FIGURES: readonly Figure[] = ["viewers", "bitrate", "fps"];
const nameOf = (id: string, figure: Figure) => `history:${id}:${figure}`;

/** What the channel told of this show since the page was opened, in this tab also before it was loaded anew. */
export function useHistory({ id, viewer_count, status }: Livestream, health: Health | undefined): History {
  const [history, setHistory] = useState(() => recall(id));
  const newest = useRef(history);
  newest.current = history;
  const add = (figures: Partial<Record<Figure, number | null | undefined>>) =>
    setHistory((before) => {
      const next = { ...before };
      for (const figure of FIGURES) {
        const value = figures[figure];
        if (value == null) continue;
        next[figure] = addPoint(
          before[figure],
          serverClock.read(performance.now(), Date.now()),
          value,
          figure === "viewers" ? Math.max : Math.min,
        );
      }
      return next;
    });
  const on = status === "live" || status === "scheduled";
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is told, when it is told
  useEffect(() => {
    if (on) add({ viewers: viewer_count });
  }, [on, viewer_count]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: as above
  useEffect(() => {
    if (on && health) add({ bitrate: health.bitrate_kbps, fps: health.fps });
  }, [on, health]);
  useEffect(() => {
    const keep = () => remember(id, newest.current);
    addEventListener("pagehide", keep);
    return () => {
      removeEventListener("pagehide", keep);
      keep();
    };
  }, [id]);
  return history;
}

function recall(id: string): History {
  const read = (figure: Figure) => {
    try {
      return parseLine(sessionStorage.getItem(nameOf(id, figure))) ?? NO_LINE;
    } catch {
      return NO_LINE;
    }
  };
  return { viewers: read("viewers"), bitrate: read("bitrate"), fps: read("fps") };
}

function remember(id: string, history: History): void {
  try {
    for (const figure of FIGURES)
      if (history[figure].points.length > 0)
        sessionStorage.setItem(nameOf(id, figure), JSON.stringify(history[figure]));
  } catch {
    // A browser that keeps nothing begins anew.
  }
}
