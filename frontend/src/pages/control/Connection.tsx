import { useCallback, useEffect, useState } from "react";
import { Link } from "react-router";
import { readCredentials, rotateCredentials } from "../../api/calls";
import { Problem } from "../../api/problem";
import type { Credentials, Livestream } from "../../api/types";
import { Confirm } from "../../ui/Confirm";
import { CopyField } from "../../ui/CopyField";
import { ProblemNote } from "../../ui/ProblemNote";
import { useSubmit } from "../../ui/useSubmit";
import { ObsSteps } from "./ObsSteps";

/** What goes into OBS, and how. */
export function Connection({ livestream: { id, publishing } }: { livestream: Livestream }) {
  const [credentials, setCredentials] = useState<Credentials | null>(null);
  const [failure, setFailure] = useState<Problem | null>(null);
  const [asking, setAsking] = useState(false);
  const rotate = useSubmit(useCallback(async () => setCredentials(await rotateCredentials(id)), [id]));

  useEffect(() => {
    const controller = new AbortController();
    readCredentials(id, controller.signal).then(setCredentials, (error: unknown) => {
      if (error instanceof Problem) setFailure(error);
    });
    return () => controller.abort();
  }, [id]);

  return (
    <section className="panel connection" aria-labelledby="connection">
      <h2 id="connection">Connect OBS</h2>
      {failure && <ProblemNote problem={failure} />}
      <CopyField label="Server" value={credentials?.rtmp_url ?? ""} />
      <CopyField label="Stream key" value={credentials?.stream_key ?? ""} secret />
      <p className="hint">
        Whoever has the key can be you on air.{" "}
        <button
          type="button"
          className="text-button"
          aria-disabled={rotate.pending || publishing === true}
          onClick={() => publishing !== true && setAsking(true)}
        >
          Make a new key
        </button>
        {publishing && " (not while OBS is connected)"}
      </p>
      {rotate.problem && <ProblemNote problem={rotate.problem} />}
      <ObsSteps />
      <p className="hint">
        Not sure how it will look? <Link to="/artist/rehearsal">Rehearse</Link> first: nobody but you sees it.
      </p>
      <Confirm
        open={asking}
        title="Make a new key?"
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
