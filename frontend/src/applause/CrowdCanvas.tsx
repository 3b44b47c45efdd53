import { type Ref, useEffect, useImperativeHandle, useRef } from "preact/compat";
import { Crowd } from "./crowd";

export interface CrowdHandle {
  /** How loud it is, from 0 to 1. */
  setLevel: (level: number) => void;
  /** Somebody here has clapped. */
  clap: () => void;
}

/** As often as a crowd is worth drawing; ms. */
const FRAME_MS = 32;
const DENSITY = 2;

/**
 * The crowd at the picture's foot. Nothing is drawn, nor measured, while nobody claps; nor for whoever wants things still, who
 * has the button's level.
 */
export function CrowdCanvas({ handle }: { handle: Ref<CrowdHandle> }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const running = useRef<{ crowd: Crowd; frame: number } | null>(null);

  const run = () => {
    if (running.current !== null) return running.current.crowd;
    const crowd = new Crowd();
    const element = canvas.current;
    const context = element?.getContext("2d") ?? null;
    if (element === null || context === null) return crowd;
    let last = performance.now();
    const draw = (now: number) => {
      const passed = now - last;
      if (passed >= FRAME_MS) {
        last = now;
        const { clientWidth: width, clientHeight: height } = element;
        const scale = Math.min(DENSITY, devicePixelRatio);
        const [wide, high] = [Math.round(width * scale), Math.round(height * scale)];
        if (element.width !== wide || element.height !== high) {
          element.width = wide;
          element.height = high;
        }
        context.setTransform(scale, 0, 0, scale, 0, 0);
        crowd.move(Math.min(passed, 200), now, width);
        crowd.draw(context, now, width, height);
      }
      if (crowd.empty) running.current = null;
      else if (running.current !== null) running.current.frame = requestAnimationFrame(draw);
    };
    element.hidden = false;
    running.current = { crowd, frame: requestAnimationFrame(draw) };
    return crowd;
  };
  const begin = useRef(run);

  useImperativeHandle(
    handle,
    () => ({
      setLevel: (level) => {
        const crowd = running.current?.crowd ?? (level > 0 && wantsMotion() ? begin.current() : null);
        if (crowd !== null) crowd.level = level;
      },
      clap: () => {
        if (wantsMotion()) begin.current().clap(performance.now());
      },
    }),
    [],
  );
  useEffect(
    () => () => {
      if (running.current !== null) cancelAnimationFrame(running.current.frame);
      running.current = null;
    },
    [],
  );
  return <canvas className="crowd" ref={canvas} hidden />;
}

const wantsMotion = () => !matchMedia("(prefers-reduced-motion: reduce)").matches;
