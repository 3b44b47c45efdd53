import { createPortal, lazy, Suspense, useState } from "preact/compat";
import { loadWorded, t } from "../i18n/t";
import { summarize } from "./quality";
import { useKeys } from "./useKeys";
import type { Wishes } from "./usePlayback";
import { useQuality } from "./useQuality";

const Stats = lazy(() => loadWorded("quality", async () => (await import("./Stats")).Stats));

/** How far behind and how sharp the picture is, among the controls; a press, or the key S, shows all there is to know. */
export function Figures({
  video,
  wishes,
  stage,
}: {
  video: HTMLVideoElement;
  wishes: Wishes;
  stage: HTMLElement | null;
}) {
  const [open, setOpen] = useState(false);
  const toggle = () => setOpen(!open);
  useKeys(true, { s: toggle });
  const quality = useQuality(video, wishes, true);
  if (quality === null) return null;
  const summary = summarize(quality);
  return (
    <>
      <button
        type="button"
        className="stage-button stage-figures figure"
        aria-expanded={open}
        aria-keyshortcuts="s"
        title={t("player.stats")}
        onClick={toggle}
      >
        <span className="visually-hidden">{t("player.statsOpen", { summary })}</span>
        <span aria-hidden="true">{summary || t("player.stats")}</span>
      </button>
      {open &&
        stage !== null &&
        createPortal(
          <Suspense fallback={null}>
            <Stats quality={quality} onClose={toggle} />
          </Suspense>,
          stage,
        )}
    </>
  );
}
