import {
  createPortal,
  lazy,
  Suspense,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
} from "preact/compat";
import type { Channel } from "../channel/channel";
import { serverClock } from "../channel/serverClock";
import { t } from "../i18n/t";
import { Icon } from "../ui/Icon";
import type { CrowdHandle } from "./CrowdCanvas";
import { Clapping } from "./clapping";
import { askHeat, levelAt } from "./heat";
import { FAR_MS, Ovation } from "./ovation";
import { ApplauseSound } from "./sound";
import "./applause.css";

/** When somebody claps. */
const CrowdCanvas = lazy(async () => ({ default: (await import("./CrowdCanvas")).CrowdCanvas }));

/** When what is on the screen was sent; null: no picture is waited for; undefined: not known now. */
export type ReadDate = () => number | null | undefined;

const LOOK_MS = 100;
/** What is kept of the show is looked at less often: it changes every five seconds. */
const KEPT_LOOK_MS = 500;
const SOUND = "applause-sound";

/**
 * Applause on a page that shows a picture: a button to hold in its corner, where it is also when that fills the screen, the
 * crowd at its foot, and a switch for its sound.
 *
 * @param begins when the show's first second was sent, for what is kept of it; ms since 1970
 * @param readDate must stay the same function
 */
export function Applause(props: {
  id: string;
  live: boolean;
  begins: number | null;
  channel: Channel;
  readDate: ReadDate;
}) {
  const { id, live, begins, channel, readDate } = props;
  const crowd = useRef<CrowdHandle>(null);
  const [drawn, setDrawn] = useState(false);
  const loudness = useRef(0);
  const takeCrowd = useCallback((handle: CrowdHandle | null) => {
    crowd.current = handle;
    handle?.setLevel(loudness.current);
  }, []);
  const meter = useRef<HTMLSpanElement>(null);
  const [heard, setHeard] = useState(readSound);
  const sound = useMemo(() => new ApplauseSound(), []);
  useEffect(() => () => sound.close(), [sound]);

  const show = useCallback(
    (level: number) => {
      loudness.current = level;
      if (level > 0) setDrawn(true);
      crowd.current?.setLevel(level);
      sound.level = level;
      meter.current?.style.setProperty("--level", String(level));
    },
    [sound],
  );
  useLevel({ id, live, begins, channel, readDate, show });

  const [clapping] = useState(
    () =>
      new Clapping(
        (count) => channel.send({ type: "applaud", count }),
        () => {
          setDrawn(true);
          crowd.current?.clap();
        },
      ),
  );
  useEffect(() => () => clapping.stop(), [clapping]);

  const switchSound = () => {
    localStorage.setItem(SOUND, heard ? "off" : "on");
    setHeard(!heard);
    if (heard) sound.stop();
    else sound.start();
  };
  // It was switched on another time: the first press anywhere lets it sound.
  useEffect(() => {
    if (!heard) return;
    const begin = () => sound.start();
    document.addEventListener("pointerdown", begin, { once: true });
    document.addEventListener("keydown", begin, { once: true });
    return () => {
      document.removeEventListener("pointerdown", begin);
      document.removeEventListener("keydown", begin);
    };
  }, [heard, sound]);

  const stage = useStage();
  return (
    <>
      {stage !== null &&
        createPortal(
          <>
            {drawn && (
              <Suspense fallback={null}>
                <CrowdCanvas handle={takeCrowd} />
              </Suspense>
            )}
            {live && <ClapButton clapping={clapping} meter={meter} readDate={readDate} />}
          </>,
          stage,
        )}
      {(live || begins !== null) && (
        <button
          type="button"
          className="button small applause-sound"
          aria-pressed={heard}
          title={t(heard ? "applause.heard" : "applause.silent")}
          onClick={switchSound}
        >
          <Icon name={heard ? "sound" : "muted"} />
          <span className="visually-hidden">{t("applause.hear")}</span>
        </button>
      )}
    </>
  );
}

/** Held by pointer, finger, or the space bar. */
function ClapButton(props: {
  clapping: Clapping;
  meter: React.RefObject<HTMLSpanElement | null>;
  readDate: ReadDate;
}) {
  const { clapping, meter, readDate } = props;
  const [holding, setHolding] = useState(false);
  const [late, setLate] = useState(false);
  const hold = () => {
    // It would be heard by those who see something else.
    const far = isFar(readDate());
    setLate(far);
    if (far) return;
    setHolding(true);
    clapping.hold();
  };
  const release = useCallback(() => {
    setHolding(false);
    clapping.release();
  }, [clapping]);
  // A finger that has left the button, or the page, holds nothing.
  useEffect(() => {
    if (!holding) return;
    window.addEventListener("blur", release);
    document.addEventListener("visibilitychange", release);
    return () => {
      window.removeEventListener("blur", release);
      document.removeEventListener("visibilitychange", release);
    };
  }, [holding, release]);
  return (
    <div className="clap-corner">
      {late && (
        <span className="clap-late" id="clap-late" role="status">
          {t("applause.late")}
        </span>
      )}
      <button
        type="button"
        className="clap"
        data-holding={holding}
        aria-describedby={late ? "clap-late" : undefined}
        title={t("applause.hold")}
        onPointerDown={(event) => {
          if (event.button !== 0) return;
          event.currentTarget.setPointerCapture(event.pointerId);
          hold();
        }}
        onPointerUp={release}
        onPointerCancel={release}
        onLostPointerCapture={release}
        onContextMenu={(event) => event.preventDefault()}
        onKeyDown={(event) => {
          if (event.key !== " " && event.key !== "Enter") return;
          event.preventDefault();
          if (!event.repeat) hold();
        }}
        onKeyUp={(event) => {
          if (event.key !== " " && event.key !== "Enter") return;
          event.preventDefault();
          release();
        }}
        // A screen reader's own press has no beginning and no end.
        onClick={(event) => {
          if (event.detail !== 0 || holding) return;
          hold();
          release();
        }}
        onBlur={release}
      >
        <span className="clap-level" ref={meter} aria-hidden="true" />
        <Icon name="clap" />
        <span className="visually-hidden">{t("applause.clap")}</span>
      </button>
    </div>
  );
}

/** Shows how loud it is where the picture is: as it is told, or as it was kept of what is long past. */
function useLevel(options: {
  id: string;
  live: boolean;
  begins: number | null;
  channel: Channel;
  readDate: ReadDate;
  show: (level: number) => void;
}) {
  const { id, live, begins, channel, readDate, show } = options;
  useEffect(() => {
    if (!live) return;
    let timer: ReturnType<typeof setInterval> | undefined;
    const look = () => {
      const date = readDate();
      const { level } = ovation.look(date, performance.now());
      if (!isFar(date)) show(level);
      if (!ovation.over) return;
      clearInterval(timer);
      timer = undefined;
    };
    const ovation = new Ovation(() => {
      timer ??= setInterval(look, LOOK_MS);
    });
    const detach = channel.attach(ovation);
    return () => {
      detach();
      clearInterval(timer);
      show(0);
    };
  }, [live, channel, readDate, show]);

  useEffect(() => {
    if (begins === null) return;
    let [shown, ended] = [false, false];
    const look = async () => {
      const date = readDate();
      if (date != null && (!live || isFar(date))) {
        const heat = await askHeat(id);
        if (ended) return;
        show(heat === null ? 0 : levelAt(heat, (date - begins) / 1000));
        shown = true;
      } else if (shown) {
        show(0);
        shown = false;
      }
    };
    const timer = setInterval(() => void look(), KEPT_LOOK_MS);
    return () => {
      ended = true;
      clearInterval(timer);
      if (shown) show(0);
    };
  }, [id, live, begins, readDate, show]);
}

/** The stage's element, over whose picture the crowd is drawn: there also where it fills the screen. */
function useStage(): HTMLElement | null {
  const [stage, setStage] = useState<HTMLElement | null>(null);
  useEffect(() => setStage(document.getElementById("stage")), []);
  return stage;
}

/** The picture is too far behind live for what is heard now. */
const isFar = (date: number | null | undefined): boolean =>
  date != null && serverClock.read(performance.now(), Date.now()) - date > FAR_MS;

function readSound(): boolean {
  try {
    return localStorage.getItem(SOUND) === "on";
  } catch {
    return false;
  }
}
