import { useCallback, useState } from "preact/compat";
import { rotateRehearsal } from "../../api/calls";
import type { Rehearsal } from "../../api/types";
import { Confirm } from "../../ui/Confirm";
import { CopyField } from "../../ui/CopyField";
import { ProblemNote } from "../../ui/ProblemNote";
import { useSubmit } from "../../ui/useSubmit";
import { ObsSteps } from "../control/ObsSteps";
import { Server } from "../control/Server";

/** Server and rehearsal key, and how they get into OBS. */
export function RehearsalKey({
  rehearsal,
  active,
  onRotate,
}: {
  rehearsal: Rehearsal;
  active: boolean;
  onRotate: (rehearsal: Rehearsal) => void;
}) {
  const [asking, setAsking] = useState(false);
  const rotate = useSubmit(useCallback(async () => onRotate(await rotateRehearsal()), [onRotate]));
  return (
    <section className="panel connection" aria-labelledby="connection">
      <h2 id="connection">Connect OBS</h2>
      <Server servers={rehearsal} />
      <CopyField label="Rehearsal key" value={rehearsal.stream_key} secret />
      <p className="hint">
        It stays the same and never goes live.{" "}
        <button
          type="button"
          className="text-button"
          aria-disabled={rotate.pending || active}
          onClick={() => !active && setAsking(true)}
        >
          Make a new key
        </button>
        {active && " (not while OBS is connected)"}
      </p>
      {rotate.problem && <ProblemNote problem={rotate.problem} />}
      <ObsSteps />
      <p className="hint">For the show itself, put your livestream’s own key into OBS. All else can stay.</p>
      <Confirm
        open={asking}
        title="Make a new rehearsal key?"
        action="Make a new key"
        dismiss="Keep the old one"
        onDismiss={() => setAsking(false)}
        onConfirm={() => {
          setAsking(false);
          void rotate.submit();
        }}
      >
        <p>The old one stops working at once. You need to put the new one into OBS.</p>
      </Confirm>
    </section>
  );
}
