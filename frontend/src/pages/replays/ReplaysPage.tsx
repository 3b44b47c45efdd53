import { useCallback, useRef, useState } from "preact/compat";
import { changeReplay, deleteReplay, readRecordings } from "../../api/studioCalls";
import type { OwnRecording, Recordings } from "../../api/types";
import { t } from "../../i18n/t";
import { Check } from "../../ui/Check";
import { Confirm } from "../../ui/Confirm";
import { More } from "../../ui/More";
import { ProblemNote } from "../../ui/ProblemNote";
import { Said } from "../../ui/Said";
import { useNow } from "../../ui/useNow";
import { usePages } from "../../ui/usePages";
import { usePageTitle } from "../../ui/usePageTitle";
import { useSubmit } from "../../ui/useSubmit";
import { Waiting } from "../../ui/Waiting";
import { StudioHead } from "../studio/StudioHead";
import { describeOwn, describeRoom, describeTerm, findBadge } from "./room";

/** What is kept of an artist's shows: how much room it takes, for how long, and what to keep or delete. */
export function ReplaysPage() {
  usePageTitle(t("replays.name"));
  const [version, setVersion] = useState(0);
  const { pages, more, pending, problem, again } = usePages(readRecordings, version);
  const head = useRef<HTMLHeadingElement>(null);
  const first = pages?.[0];
  return (
    <div className="page account studio-room">
      <StudioHead
        title={t("replays.title")}
        lead={first && `${t("replays.lead")} ${describeTerm(first)}`}
        place={head}
      />
      {problem && <ProblemNote problem={problem} onRetry={pages === null ? again : undefined} />}
      {pages === null && !problem && <Waiting what={t("replays.loading")} />}
      {first && (
        <>
          <Room recordings={first} />
          <List
            recordings={pages.flatMap((page) => page.recordings)}
            notice={first.notice_days}
            onChanged={() => setVersion((count) => count + 1)}
            onDeleted={() => head.current?.focus()}
          />
          <More more={more} pending={pending} />
        </>
      )}
    </div>
  );
}

function Room({ recordings }: { recordings: Recordings }) {
  const { words, tone, next } = describeRoom(recordings);
  return (
    <section className="panel" aria-labelledby="room">
      <h2 id="room">{t("replays.room")}</h2>
      <p data-tone={tone}>{t("replays.included", { words })}</p>
      {recordings.quota !== null && (
        <meter
          className="room"
          aria-labelledby="room"
          data-tone={tone}
          max={recordings.quota}
          value={recordings.bytes}
        >
          {words}
        </meter>
      )}
      {next && <p className="by">{next}</p>}
    </section>
  );
}

function List(props: {
  recordings: readonly OwnRecording[];
  notice: number;
  onChanged: () => void;
  onDeleted: () => void;
}) {
  const { recordings, notice, onChanged, onDeleted } = props;
  const [said, setSaid] = useState("");
  const [asked, setAsked] = useState<OwnRecording | null>(null);
  // What was chosen: a box that is pressed shows it at once.
  const [chosen, setChosen] = useState<Readonly<Record<string, boolean>>>({});
  const { submit, pending, problem } = useSubmit(
    useCallback(
      async ({ id, keep }: { id: string; keep: boolean | null }) => {
        setSaid("");
        if (keep === null) await deleteReplay(id);
        else await changeReplay(id, { keep });
        setSaid(t(keep === null ? "control.deleted" : "control.saved"));
        onChanged();
      },
      [onChanged],
    ),
  );
  const keep = async (id: string, keep: boolean) => {
    setChosen((before) => ({ ...before, [id]: keep }));
    if (!(await submit({ id, keep }))) setChosen((before) => ({ ...before, [id]: !keep }));
  };
  return (
    <section className="panel" aria-labelledby="replays">
      <h2 id="replays">{t("replays.name")}</h2>
      {recordings.length === 0 && <p className="by">{t("replays.empty")}</p>}
      {recordings.length > 0 && (
        <ul className="facts">
          {recordings.map((one) => (
            <Row
              key={one.livestream_id}
              recording={one}
              notice={notice}
              pending={pending}
              keep={chosen[one.livestream_id] ?? one.replay.keep}
              onKeep={(wanted) => void keep(one.livestream_id, wanted)}
              onDelete={() => setAsked(one)}
            />
          ))}
        </ul>
      )}
      {problem && <ProblemNote problem={problem} />}
      <Said words={said} />
      <Confirm
        open={asked !== null}
        title={t("replays.deleteAsk")}
        action={t("replays.delete")}
        dismiss={t("control.keep")}
        onDismiss={() => setAsked(null)}
        onConfirm={async () => {
          if (asked === null) return;
          setAsked(null);
          if (await submit({ id: asked.livestream_id, keep: null })) onDeleted();
        }}
      >
        <p>
          {asked &&
            t(asked.status === "live" ? "replays.deleteLive" : "replays.deleteWords", { title: asked.title })}
        </p>
      </Confirm>
    </section>
  );
}

function Row(props: {
  recording: OwnRecording;
  notice: number;
  pending: boolean;
  keep: boolean;
  onKeep: (keep: boolean) => void;
  onDelete: () => void;
}) {
  const { recording, notice, pending, keep, onKeep, onDelete } = props;
  const { livestream_id, title, replay } = recording;
  const now = useNow();
  const badge = findBadge(replay, notice, now);
  return (
    <li data-livestream={livestream_id}>
      <div>
        <p className="fact-name">
          <b>
            <a href={`/artist/livestreams/${livestream_id}`}>
              <bdi>{title}</bdi>
            </a>
          </b>
          {badge && (
            <span className="badge" data-tone={badge.tone}>
              {badge.words}
            </span>
          )}
        </p>
        {describeOwn(replay, now).map((line) => (
          <p className="by" key={line}>
            {line}
          </p>
        ))}
      </div>
      <div className="facts-end">
        <Check
          label={t("replays.keep")}
          aria-label={t("replays.keepOf", { title })}
          checked={keep}
          disabled={pending}
          onChange={(event) => onKeep(event.currentTarget.checked)}
        />
        <button
          type="button"
          className="button small danger"
          aria-label={t("replays.deleteOf", { title })}
          aria-disabled={pending}
          onClick={onDelete}
        >
          {t("control.delete")}
        </button>
      </div>
    </li>
  );
}
