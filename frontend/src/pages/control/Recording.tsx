import { type ReactNode, useCallback, useEffect, useState } from "preact/compat";
import { downloadAddress } from "../../api/calls";
import { changeReplay, deleteReplay, updateLivestream } from "../../api/studioCalls";
import type { Livestream, Recordings, ReplayChanges } from "../../api/types";
import { t } from "../../i18n/t";
import { Check } from "../../ui/Check";
import { Confirm } from "../../ui/Confirm";
import { ProblemNote } from "../../ui/ProblemNote";
import { Said } from "../../ui/Said";
import { useNow } from "../../ui/useNow";
import { useSubmit } from "../../ui/useSubmit";
import { describeTerm, formatDays } from "../replays/room";
import { describeDownload, describeReplay, WHO } from "./recording";

type Switch = { record: boolean } | { fans_may_download: boolean };
type Ask = Switch | ReplayChanges | "delete";
type Chosen = { record?: boolean; fans_may_download?: boolean } & ReplayChanges;

/** Whether a show is recorded, and what is kept of it: who may see it, for how long, and the way to delete it. */
export function Recording(props: {
  livestream: Livestream;
  record: boolean | undefined;
  term: Pick<Recordings, "days"> | null;
  /** The show's chapters; they are there while there is something to mark. */
  children: ReactNode;
}) {
  const { livestream, record, term, children } = props;
  const { id, status, replay, fans_may_download } = livestream;
  const now = useNow();
  const [asking, setAsking] = useState(false);
  const [said, setSaid] = useState("");
  // What was chosen, until it is heard of: a box that is pressed shows it at once.
  const [chosen, setChosen] = useState<Chosen>({});
  const { submit, pending, problem } = useSubmit(
    useCallback(
      async (ask: Ask) => {
        setSaid("");
        if (ask === "delete") await deleteReplay(id);
        else if ("record" in ask || "fans_may_download" in ask) await updateLivestream(id, ask);
        else await changeReplay(id, ask);
        setSaid(t(ask === "delete" ? "control.deleted" : "control.saved"));
      },
      [id],
    ),
  );
  const open = status === "scheduled" || status === "live";
  const kept = replay !== null && replay.state !== "gone" ? replay : null;
  const recorded = chosen.record ?? record;
  const change = async (ask: Exclude<Ask, "delete">) => {
    setChosen((before) => ({ ...before, ...ask }));
    if (!(await submit(ask))) setChosen({});
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was chosen here is older than what is heard of now
  useEffect(() => {
    setChosen(({ record: _, ...others }) => others);
  }, [record]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: as above
  useEffect(() => {
    setChosen(({ fans_may_download: _, ...others }) => others);
  }, [fans_may_download]);
  useEffect(() => {
    if (replay) setChosen(({ keep: _, visibility: __, ...others }) => others);
  }, [replay]);
  if (!kept && !open && replay === null) return null;
  return (
    <section className="panel" id="recording" aria-labelledby="recording-name">
      <h2 id="recording-name">{t("control.recording")}</h2>
      {replay && <p>{describeReplay(replay, now)}</p>}
      {open && recorded !== undefined && (
        <Check
          label={t("control.record")}
          hint={`${t("control.recordHint")} ${term ? describeTerm(term) : ""}`}
          checked={recorded}
          disabled={pending}
          onChange={({ currentTarget: { checked: record } }) => void change({ record })}
        />
      )}
      {kept && (
        <>
          <div className="field">
            <label htmlFor="replay-visibility">{t("control.who")}</label>
            <select
              id="replay-visibility"
              value={chosen.visibility ?? kept.visibility}
              disabled={pending}
              onChange={(event) =>
                void change({ visibility: event.currentTarget.value as typeof kept.visibility })
              }
            >
              {Object.entries(WHO).map(([value, words]) => (
                <option key={value} value={value}>
                  {t(words)}
                </option>
              ))}
            </select>
          </div>
          <Check
            label={t("control.keepIt")}
            hint={
              term?.days ? t("control.keepItDays", { days: formatDays(term.days) }) : t("control.keepItHint")
            }
            checked={chosen.keep ?? kept.keep}
            disabled={pending}
            onChange={({ currentTarget: { checked: keep } }) => void change({ keep })}
          />
          <Check
            label={t("control.fansDownload")}
            hint={t("control.fansDownloadHint")}
            checked={chosen.fans_may_download ?? fans_may_download}
            disabled={pending}
            onChange={({ currentTarget: { checked: fans_may_download } }) =>
              void change({ fans_may_download })
            }
          />
          <div className="form-actions">
            <a className="button small" href={downloadAddress(id)} download>
              {describeDownload(kept)}
            </a>
            <button
              type="button"
              className="button small danger"
              aria-disabled={pending}
              onClick={() => setAsking(true)}
            >
              {t("control.deleteRecording")}
            </button>
          </div>
        </>
      )}
      {(kept || status === "live") && children}
      {problem && <ProblemNote problem={problem} />}
      <Said words={said} />
      <Confirm
        open={asking}
        title={t("control.deleteRecordingAsk")}
        action={t("control.deleteRecording")}
        dismiss={t("control.keep")}
        onDismiss={() => setAsking(false)}
        onConfirm={() => {
          setAsking(false);
          void submit("delete");
        }}
      >
        <p>{t(status === "live" ? "control.deleteRecordingLive" : "control.deleteRecordingWords")}</p>
      </Confirm>
    </section>
  );
}
