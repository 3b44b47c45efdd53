import { lazy, Suspense, useCallback, useEffect, useRef, useState } from "preact/compat";
import { changeClip, deleteClip, updateLivestream } from "../../api/studioCalls";
import type { Clip, ClipChanges, Livestream } from "../../api/types";
import { Moments } from "../../applause/Moments";
import type { Board } from "../../channel/board";
import { ClipStill } from "../../clips/ClipCards";
import { useClips } from "../../clips/useClips";
import { useCutting } from "../../clips/useCutting";
import { T } from "../../i18n/T";
import { loadWorded, t } from "../../i18n/t";
import { Check } from "../../ui/Check";
import { Confirm } from "../../ui/Confirm";
import { ProblemNote } from "../../ui/ProblemNote";
import { Said } from "../../ui/Said";
import { formatTime } from "../../ui/time";
import { useSubmit } from "../../ui/useSubmit";
import { useKept } from "../watch/useKept";

const ClipEditor = lazy(() =>
  loadWorded("sheets", async () => (await import("../../clips/ClipEditor")).default),
);

type Ask = { of: Clip; do: ClipChanges | "delete" } | { fansMay: boolean };

/** What was cut out of a show, by whom, and what its artist does with that; and the way to cut out more. */
export function Clips({ livestream, board }: { livestream: Livestream; board: Board }) {
  const { id, status, replay, fans_may_clip } = livestream;
  const kept = useKept(livestream);
  const { cutting, open, openRange, close } = useCutting(livestream, kept, useRef(null));
  // What was done here is read at once; what others do is told.
  const [done, setDone] = useState(0);
  const { clips, more } = useClips(id, { clips: board.clips, version: board.version + done }, true);
  const [asking, setAsking] = useState<Clip | null>(null);
  const [said, setSaid] = useState("");
  const [chosen, setChosen] = useState<boolean | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const { submit, pending, problem } = useSubmit(
    useCallback(
      async (ask: Ask, words: string) => {
        setSaid("");
        if ("fansMay" in ask) await updateLivestream(id, { fans_may_clip: ask.fansMay });
        else if (ask.do === "delete") await deleteClip(ask.of.id);
        else await changeClip(ask.of.id, ask.do);
        if (!("fansMay" in ask)) setDone((count) => count + 1);
        setSaid(words);
      },
      [id],
    ),
  );
  useEffect(() => setChosen((before) => (before === fans_may_clip ? null : before)), [fans_may_clip]);
  const openShow = status === "scheduled" || status === "live";
  if (!openShow && replay === null) return null;
  return (
    <section className="panel" id="clips" aria-labelledby="control-clips">
      <header className="panel-head">
        <h2 id="control-clips" ref={heading} tabIndex={-1}>
          {t("control.clips")}
        </h2>
        {kept !== null && kept.begins !== null && (
          <button type="button" className="button small" onClick={() => open(null)}>
            {t("control.makeClip")}
          </button>
        )}
      </header>
      <Check
        label={t("control.fansClip")}
        hint={t("control.fansClipHint")}
        checked={chosen ?? fans_may_clip}
        disabled={pending}
        onChange={async (event) => {
          const fansMay = event.currentTarget.checked;
          setChosen(fansMay);
          if (!(await submit({ fansMay }, t("control.saved")))) setChosen(null);
        }}
      />
      {status !== "live" && kept !== null && kept.begins !== null && (
        <Moments id={id} version={`${board.version} ${done} ${clips?.length}`} onCut={openRange} />
      )}
      {clips !== null && clips.length > 0 && (
        <ul className="clip-rows">
          {clips.map((clip) => (
            <li key={clip.id} data-clip={clip.id} data-hidden={clip.hidden}>
              <ClipStill clip={clip} />
              <div className="clip-row-words">
                <p>
                  <a href={`/clips/${clip.id}`} target="_blank" rel="noreferrer">
                    <bdi>{clip.title}</bdi>
                  </a>
                </p>
                <p className="hint">
                  <bdi>{clip.creator?.display_name ?? t("control.left")}</bdi>, {formatTime(clip.created_at)}
                  {clip.hidden && `, ${t("control.clipHidden")}`}
                  {clip.keep && `, ${t("control.clipKept")}`}
                </p>
              </div>
              <div className="clip-row-acts">
                <button
                  type="button"
                  className="button small"
                  aria-disabled={pending}
                  aria-label={t(clip.hidden ? "control.showOf" : "control.hideOf", { title: clip.title })}
                  onClick={() =>
                    void submit(
                      { of: clip, do: { hidden: !clip.hidden } },
                      t(clip.hidden ? "control.clipShown" : "control.hidden"),
                    )
                  }
                >
                  {t(clip.hidden ? "control.show" : "control.hide")}
                </button>
                <button
                  type="button"
                  className="button small"
                  aria-disabled={pending}
                  aria-pressed={clip.keep}
                  aria-label={t("control.keepOf", { title: clip.title })}
                  onClick={() =>
                    void submit(
                      { of: clip, do: { keep: !clip.keep } },
                      t(clip.keep ? "control.clipGoes" : "control.clipStays"),
                    )
                  }
                >
                  {t("control.keepClip")}
                </button>
                <button
                  type="button"
                  className="button small danger"
                  aria-label={t("control.deleteOf", { title: clip.title })}
                  onClick={() => setAsking(clip)}
                >
                  {t("control.delete")}
                </button>
              </div>
            </li>
          ))}
        </ul>
      )}
      {more !== null && (
        <div>
          <button type="button" className="button small" onClick={more}>
            {t("control.more")}
          </button>
        </div>
      )}
      {problem && <ProblemNote problem={problem} />}
      <Said words={said} />
      <Confirm
        open={asking !== null}
        title={t("control.deleteClipAsk")}
        action={t("control.deleteClip")}
        dismiss={t("control.leaveIt")}
        onDismiss={() => setAsking(null)}
        onConfirm={() => {
          if (asking === null) return;
          setAsking(null);
          // Its button goes with it.
          heading.current?.focus();
          void submit({ of: asking, do: "delete" }, t("control.deleted"));
        }}
      >
        <p>
          <T id="control.deleteClipWords" title={<bdi>{asking?.title}</bdi>} />
        </p>
      </Confirm>
      {cutting !== null && (
        <Suspense fallback={null}>
          <ClipEditor livestream={id} title={livestream.title} cutting={cutting} onClose={close} />
        </Suspense>
      )}
    </section>
  );
}
