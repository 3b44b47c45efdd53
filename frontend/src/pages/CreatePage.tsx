import { useCallback, useRef, useState } from "preact/compat";
import { T } from "../i18n/T";
import { t } from "../i18n/t";
import { ProblemNote } from "../ui/ProblemNote";
import { useNavigate, useSearchParams } from "../ui/routing";
import { usePageTitle } from "../ui/usePageTitle";
import { useRead } from "../ui/useRead";
import { useSubmit } from "../ui/useSubmit";
import { Waiting } from "../ui/Waiting";
import { DraftForm, type Filled } from "./draft/DraftForm";
import { type Making, makeShow, type Pattern, readPattern, readSeries } from "./draft/sending";
import { draftOf, emptyDraft, planNext } from "./draft/values";
import { useTerm } from "./replays/useTerm";

/** A new show; with `?like=` all of another one, a week later. */
export function CreatePage() {
  usePageTitle(t("draft.create"));
  const [search] = useSearchParams();
  const like = search.get("like");
  const term = useTerm();
  const [read] = useState(
    () => async (signal: AbortSignal) => (like === null ? null : await readPattern(like, signal)),
  );
  const [pattern, problem] = useRead(read);
  const [series] = useRead(readSeries);
  const waiting = term === null || (like !== null && pattern === null && problem === null);
  return (
    <div className="page narrow">
      <h1>{t(like === null ? "draft.create" : "draft.createLike")}</h1>
      {problem && <ProblemNote problem={problem} />}
      {waiting ? (
        <Waiting what={t("control.loading")} />
      ) : (
        <Create like={like} pattern={pattern} term={term} series={series ?? []} />
      )}
    </div>
  );
}

function Create(props: {
  like: string | null;
  pattern: Pattern | null;
  term: NonNullable<ReturnType<typeof useTerm>>;
  series: readonly string[];
}) {
  const { like, pattern, term, series } = props;
  const navigate = useNavigate();
  const making = useRef<Making>({ id: null, covered: false });
  const [start] = useState(() =>
    pattern === null
      ? emptyDraft(term.record)
      : planNext(
          draftOf(pattern.livestream, pattern.livestream.record ?? term.record, pattern.room),
          Date.now(),
        ),
  );
  const { submit, pending, problem } = useSubmit(
    useCallback(
      async (filled: Filled) => {
        const id = await makeShow(filled, term.record, making.current);
        navigate(`/artist/livestreams/${id}`);
      },
      [navigate, term],
    ),
  );
  const made = making.current.id;
  return (
    <>
      <DraftForm
        name={like === null ? "create" : `create:${like}`}
        start={start}
        cover={null}
        copied={pattern?.cover ?? null}
        series={series}
        records={term.record}
        term={term}
        problem={problem}
        pending={pending}
        action={t("draft.create")}
        onSubmit={submit}
        aside={<a href="/artist/livestreams">{t("draft.back")}</a>}
      />
      {made !== null && problem !== null && (
        <p className="note warn" role="status">
          <T id="draft.madeAlready" link={(words) => <a href={`/artist/livestreams/${made}`}>{words}</a>} />
        </p>
      )}
    </>
  );
}
