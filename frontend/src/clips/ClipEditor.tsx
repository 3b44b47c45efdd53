import { useCallback, useEffect, useRef, useState } from "preact/compat";
import { createClip } from "../api/studioCalls";
import type { Clip } from "../api/types";
import { T } from "../i18n/T";
import { t } from "../i18n/t";
import type { Kept } from "../player/replay/kept";
import { Icon } from "../ui/Icon";
import { ProblemNote } from "../ui/ProblemNote";
import { useNow } from "../ui/useNow";
import { useSubmit } from "../ui/useSubmit";
import { ClipLine } from "./ClipLine";
import {
  BOUND_WORDS,
  type Bound,
  beginWith,
  type End,
  findFault,
  frame as frameLine,
  moveEnd,
  type Range,
  reframe,
  shift,
} from "./range";
import { ShareLink } from "./ShareLink";
import { TimeField } from "./TimeField";
import { sayLength } from "./times";
import { usePreview } from "./usePreview";

/** What "Earlier" and "Later" are worth; seconds. */
const SHIFT_S = 10;

export interface Cutting {
  kept: Kept;
  /** When the show's first second was sent; ms since 1970. */
  begins: number;
  /** The moment that somebody was taken by; seconds of show time. */
  moment: number;
  /** Where live was when the editor was opened (`openedAt`, ms since 1970); null: the show is over. */
  live: number | null;
  openedAt: number;
  /** How long the show is; null while it goes on. */
  length: number | null;
  /** What the clip is at first, where that is known; null: what is before `moment`. */
  range: Range | null;
}

/**
 * Cuts a clip out of a show: two ends, a picture of its own that follows what is moved, and a name. The page's own picture
 * goes on meanwhile.
 */
export default function ClipEditor({
  livestream,
  title,
  cutting,
  onClose,
}: {
  livestream: string;
  /** What the show is called, which a clip may be called as well. */
  title: string;
  cutting: Cutting;
  onClose: () => void;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [made, setMade] = useState<Clip | null>(null);
  useEffect(() => {
    const element = dialog.current;
    if (element?.open !== false) return;
    element.showModal();
    element.querySelector<HTMLElement>('[role="slider"]')?.focus();
  }, []);
  return (
    <dialog className="dialog clip-editor" ref={dialog} onClose={onClose} aria-labelledby="clip-editor">
      <header className="panel-head">
        <h2 id="clip-editor">{t(made === null ? "cutting.make" : "cutting.ready")}</h2>
        <button type="button" className="button small" onClick={() => dialog.current?.close()}>
          {t("cutting.close")}
        </button>
      </header>
      {made === null ? (
        <Editor livestream={livestream} title={title} cutting={cutting} onMade={setMade} />
      ) : (
        <Made clip={made} onAnother={() => setMade(null)} />
      )}
    </dialog>
  );
}

function Editor(props: {
  livestream: string;
  title: string;
  cutting: Cutting;
  onMade: (clip: Clip) => void;
}) {
  const { livestream, title, cutting, onMade } = props;
  const { kept, begins, moment, live, openedAt, length } = cutting;
  const video = useRef<HTMLVideoElement>(null);
  const now = useNow();
  const passed = live === null ? null : live + Math.max(0, now - openedAt) / 1000;
  const [range, setRange] = useState(() => cutting.range ?? beginWith(moment, passed ?? length ?? moment));
  const { view, preview } = usePreview(video, kept, begins, range);
  const last = Math.max(passed ?? length ?? view.kept ?? range.to, range.to);
  const [line, setLine] = useState(() => frameLine(range, last));
  const [bound, setBound] = useState<Bound | null>(null);
  const [name, setName] = useState(title);

  const { submit, pending, problem } = useSubmit(
    useCallback(
      async (draft: Range, name: string) => onMade(await createClip(livestream, { ...draft, title: name })),
      [livestream, onMade],
    ),
  );

  const take = (next: Range, why: Bound | null, look: number) => {
    setRange(next);
    setBound(why);
    if (preview.current !== null) preview.current.range = next;
    preview.current?.show(look);
  };
  const move = (end: End, place: number) => {
    const [next, why] = moveEnd(range, end, place, last);
    take(next, why, lookAt(next, end, view.frame));
  };
  const rest = () => setLine((line) => reframe(line, range, last));
  const settle = (next: Range) => setLine((line) => reframe(line, next, last));
  const type = (end: End, place: number) => {
    const [next, why] = moveEnd(range, end, place, last);
    take(next, why, lookAt(next, end, view.frame));
    settle(next);
  };
  const slide = (by: number) => {
    const [next, why] = shift(range, by, last);
    take(next, why, next.from);
    settle(next);
  };
  const toggle = () => (view.playing ? preview.current?.pause() : preview.current?.play());

  const fault = findFault(range);
  const words = bound ?? fault;
  return (
    <>
      <div className="clip-picture">
        {/* biome-ignore lint/a11y/useMediaCaption: a show's own picture, which has none */}
        <video ref={video} playsInline />
        {view.state !== "shown" && (
          <p className="clip-coming">{t(view.state === "loading" ? "cutting.loading" : "cutting.coming")}</p>
        )}
      </div>
      <div className="clip-controls">
        <button type="button" className="button small" onClick={toggle}>
          <Icon name={view.playing ? "pause" : "play"} />
          {t(view.playing ? "cutting.pause" : "clips.play")}
        </button>
        <span className="clip-steps">
          <button
            type="button"
            className="button small"
            aria-label={t("cutting.earlierBy", { count: SHIFT_S })}
            onClick={() => slide(-SHIFT_S)}
          >
            {t("cutting.earlier")}
          </button>
          <button
            type="button"
            className="button small"
            aria-label={t("cutting.laterBy", { count: SHIFT_S })}
            onClick={() => slide(SHIFT_S)}
          >
            {t("cutting.later")}
          </button>
        </span>
      </div>
      <ClipLine
        line={line}
        range={range}
        place={view.place}
        frame={view.frame}
        onMove={move}
        onRest={rest}
        onToggle={toggle}
        onLook={(place) => preview.current?.show(place)}
      />
      <div className="clip-times">
        <TimeField
          label={t("cutting.begin")}
          place={range.from}
          frame={view.frame}
          onChange={(place) => type("from", place)}
        />
        <p className="clip-length figure">
          <span className="hint">{t("cutting.length")}</span>
          <b>{sayLength(range.to - range.from)}</b>
        </p>
        <TimeField
          label={t("cutting.end")}
          place={range.to}
          frame={view.frame}
          onChange={(place) => type("to", place)}
        />
      </div>
      <p className="clip-bound" role="status">
        {words === null ? "" : t(BOUND_WORDS[words])}
      </p>
      <form
        className="form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          preview.current?.pause();
          if (fault === null) void submit(range, name.trim() || title);
        }}
      >
        <div className="field">
          <label htmlFor="clip-title">{t("clips.title")}</label>
          <input
            id="clip-title"
            name="title"
            value={name}
            maxLength={120}
            aria-invalid={problem?.fields.title ? true : undefined}
            aria-describedby={problem?.fields.title ? "clip-title-error" : undefined}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          {problem?.fields.title && (
            <p className="field-error" id="clip-title-error">
              {problem.fields.title}
            </p>
          )}
        </div>
        {problem && !problem.fields.title && <ProblemNote problem={problem} />}
        <div className="form-actions">
          <button type="submit" className="button primary" aria-disabled={pending || fault !== null}>
            {t("cutting.create")}
          </button>
        </div>
      </form>
    </>
  );
}

/** The picture that an end is about: of the last one, the one before which the clip is over. */
const lookAt = (range: Range, end: End, frame: number) =>
  end === "from" ? range.from : Math.max(range.from, range.to - frame);

function Made({ clip, onAnother }: { clip: Clip; onAnother: () => void }) {
  const heading = useRef<HTMLParagraphElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <>
      <p ref={heading} tabIndex={-1} role="status">
        <T id="cutting.made" title={<bdi>{clip.title}</bdi>} length={sayLength(clip.duration)} />
      </p>
      <ShareLink title={clip.title} url={clip.page_url} />
      <div className="form-actions">
        <a className="button primary" href={new URL(clip.page_url).pathname} target="_blank" rel="noreferrer">
          {t("cutting.watch")}
        </a>
        <button type="button" className="button" onClick={onAnother}>
          {t("cutting.another")}
        </button>
      </div>
    </>
  );
}
