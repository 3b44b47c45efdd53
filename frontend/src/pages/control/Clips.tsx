import { lazy, Suspense, useCallback, useEffect, useRef, useState } from "preact/compat";
import { changeClip, deleteClip, updateLivestream } from "../../api/calls";
import type { Clip, ClipChanges, Livestream } from "../../api/types";
import { Moments } from "../../applause/Moments";
import type { Board } from "../../channel/board";
import { ClipStill } from "../../clips/ClipCards";
import { useClips } from "../../clips/useClips";
import { useCutting } from "../../clips/useCutting";
import { Confirm } from "../../ui/Confirm";
import { ProblemNote } from "../../ui/ProblemNote";
import { Said } from "../../ui/Said";
import { formatTime } from "../../ui/time";
import { useSubmit } from "../../ui/useSubmit";
import { useKept } from "../watch/useKept";

const ClipEditor = lazy(() => import("../../clips/ClipEditor"));

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
    <section className="panel" aria-labelledby="control-clips">
      <header className="panel-head">
        <h2 id="control-clips" ref={heading} tabIndex={-1}>
          Clips
        </h2>
        {kept !== null && kept.begins !== null && (
          <button type="button" className="button small" onClick={() => open(null)}>
            Make a clip
          </button>
        )}
      </header>
      <label className="check">
        <input
          type="checkbox"
          checked={chosen ?? fans_may_clip}
          disabled={pending}
          onChange={async (event) => {
            const fansMay = event.currentTarget.checked;
            setChosen(fansMay);
            if (!(await submit({ fansMay }, "Saved."))) setChosen(null);
          }}
        />
        <span>
          Fans may make clips
          <span className="hint">
            Of 5 seconds to 3 minutes, for others to see. You can hide and delete each.
          </span>
        </span>
      </label>
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
                  <bdi>{clip.creator?.display_name ?? "Somebody who has left"}</bdi>,{" "}
                  {formatTime(clip.created_at)}
                  {clip.hidden && ", hidden"}
                  {clip.keep && ", kept for good"}
                </p>
              </div>
              <div className="clip-row-acts">
                <button
                  type="button"
                  className="button small"
                  aria-disabled={pending}
                  aria-label={`${clip.hidden ? "Show" : "Hide"} ${clip.title}`}
                  onClick={() =>
                    void submit(
                      { of: clip, do: { hidden: !clip.hidden } },
                      clip.hidden ? "Everybody sees it again." : "Hidden.",
                    )
                  }
                >
                  {clip.hidden ? "Show" : "Hide"}
                </button>
                <button
                  type="button"
                  className="button small"
                  aria-disabled={pending}
                  aria-pressed={clip.keep}
                  aria-label={`Keep ${clip.title}`}
                  onClick={() =>
                    void submit(
                      { of: clip, do: { keep: !clip.keep } },
                      clip.keep ? "It goes with the recording." : "It stays when the recording goes.",
                    )
                  }
                >
                  Keep
                </button>
                <button
                  type="button"
                  className="button small danger"
                  aria-label={`Delete ${clip.title}`}
                  onClick={() => setAsking(clip)}
                >
                  Delete
                </button>
              </div>
            </li>
          ))}
        </ul>
      )}
      {more !== null && (
        <div>
          <button type="button" className="button small" onClick={more}>
            Show more
          </button>
        </div>
      )}
      {problem && <ProblemNote problem={problem} />}
      <Said words={said} />
      <Confirm
        open={asking !== null}
        title="Delete this clip?"
        action="Delete the clip"
        dismiss="Leave it"
        onDismiss={() => setAsking(null)}
        onConfirm={() => {
          if (asking === null) return;
          setAsking(null);
          // Its button goes with it.
          heading.current?.focus();
          void submit({ of: asking, do: "delete" }, "Deleted.");
        }}
      >
        <p>
          <bdi>{asking?.title}</bdi>: its link leads nowhere from then on.
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
