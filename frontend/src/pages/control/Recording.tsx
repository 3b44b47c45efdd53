import { type ReactNode, useCallback, useEffect, useState } from "preact/compat";
import { changeReplay, deleteReplay, downloadAddress, updateLivestream } from "../../api/calls";
import type { Livestream, Recordings, ReplayChanges } from "../../api/types";
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
        setSaid(ask === "delete" ? "Deleted." : "Saved.");
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
    <section className="panel" aria-labelledby="recording">
      <h2 id="recording">Recording</h2>
      {replay && <p>{describeReplay(replay, now)}</p>}
      {open && recorded !== undefined && (
        <Check
          label="Record this show"
          hint={`From its first second. Fans who come late start over while it is live, and watch it afterwards. ${term ? describeTerm(term) : ""}`}
          checked={recorded}
          disabled={pending}
          onChange={(record) => void change({ record })}
        />
      )}
      {kept && (
        <>
          <div className="field">
            <label htmlFor="replay-visibility">Who may watch it</label>
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
                  {words}
                </option>
              ))}
            </select>
          </div>
          <Check
            label="Keep it for good"
            hint={`Until you delete it. ${term?.days ? `Otherwise it goes ${formatDays(term.days)} after the show; you are told before.` : ""}`}
            checked={chosen.keep ?? kept.keep}
            disabled={pending}
            onChange={(keep) => void change({ keep })}
          />
          <Check
            label="Fans may download it"
            hint="As one file, whoever may watch it."
            checked={chosen.fans_may_download ?? fans_may_download}
            disabled={pending}
            onChange={(fans_may_download) => void change({ fans_may_download })}
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
              Delete the recording
            </button>
          </div>
        </>
      )}
      {(kept || status === "live") && children}
      {problem && <ProblemNote problem={problem} />}
      <Said words={said} />
      <Confirm
        open={asking}
        title="Delete the recording?"
        action="Delete the recording"
        dismiss="Keep it"
        onDismiss={() => setAsking(false)}
        onConfirm={() => {
          setAsking(false);
          void submit("delete");
        }}
      >
        <p>
          Nobody can watch it from then on, and it cannot be brought back.
          {status === "live" && " Nothing more of this show is recorded either."}
        </p>
      </Confirm>
    </section>
  );
}

function Check(props: {
  label: string;
  hint: ReactNode;
  checked: boolean;
  disabled: boolean;
  onChange: (checked: boolean) => void;
}) {
  const { label, hint, checked, disabled, onChange } = props;
  return (
    <label className="check">
      <input
        type="checkbox"
        checked={checked}
        disabled={disabled}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <span>
        {label}
        <span className="hint">{hint}</span>
      </span>
    </label>
  );
}
