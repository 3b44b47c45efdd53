import { type ReactNode, useRef, useState, useSyncExternalStore } from "preact/compat";
import { t } from "../../i18n/t";
import { useAwake } from "./useAwake";

const KEPT_AS = "stage-bright";

/** The stage's frame: dark unless the artist wants it bright, over the whole screen on demand. */
export function Tools({ title, back, children }: { title: string; back: string; children: ReactNode }) {
  const [bright, setBright] = useState(() => read() === "yes");
  const awake = useAwake();
  const screen = useRef<HTMLElement>(null);
  const full = useSyncExternalStore(subscribeFull, () => document.fullscreenElement !== null);
  const turn = () => {
    setBright(!bright);
    keep(bright ? "no" : "yes");
  };
  return (
    <main className="stage-page" data-bright={bright} ref={screen}>
      <header className="stage-tools">
        <a href={back} className="button small">
          {t("stage.controlRoom")}
        </a>
        <h1>
          <bdi>{title}</bdi>
        </h1>
        {awake === "released" && <p className="hint">{t("stage.mayDarken")}</p>}
        <button type="button" className="button small" aria-pressed={bright} onClick={turn}>
          {t("stage.bright")}
        </button>
        {document.fullscreenEnabled && (
          <button
            type="button"
            className="button small"
            aria-pressed={full}
            onClick={() =>
              void (full ? document.exitFullscreen() : screen.current?.requestFullscreen())?.catch(() => {})
            }
          >
            {t("stage.fullScreen")}
          </button>
        )}
      </header>
      {children}
    </main>
  );
}

function subscribeFull(listener: () => void): () => void {
  document.addEventListener("fullscreenchange", listener);
  return () => document.removeEventListener("fullscreenchange", listener);
}

// A browser that keeps nothing shows it dark each time.
function read(): string | null {
  try {
    return localStorage.getItem(KEPT_AS);
  } catch {
    return null;
  }
}

function keep(value: string): void {
  try {
    localStorage.setItem(KEPT_AS, value);
  } catch {
    // Then it is so until the page is left.
  }
}
