import { type RefObject, useCallback, useEffect, useImperativeHandle, useState } from "preact/compat";
import { readCredentials, rotateCredentials } from "../../api/calls";
import { Problem } from "../../api/problem";
import type { Credentials, Livestream } from "../../api/types";
import { Confirm } from "../../ui/Confirm";
import { CopyField } from "../../ui/CopyField";
import { ProblemNote } from "../../ui/ProblemNote";
import { useNow } from "../../ui/useNow";
import { useSubmit } from "../../ui/useSubmit";
import { ObsSteps } from "./ObsSteps";
import { Server } from "./Server";
import { findGoesOn } from "./situation";

/** What other places on the page may ask for here. */
export interface ConnectionActions {
  askForNewKey: () => void;
}

interface Props {
  livestream: Livestream;
  actions: RefObject<ConnectionActions | null>;
  /** The one before lets nobody in any more. */
  onNewKey: () => void;
}

/** What goes into OBS, and how: as long as OBS gets in with it, so also while a show that has ended may go on. */
export function Connection(props: Props) {
  const { livestream } = props;
  const open = livestream.status === "scheduled" || livestream.status === "live";
  const goesOn = findGoesOn(livestream, useNow()) !== null;
  return open || goesOn ? <Card {...props} /> : null;
}

function Card({ livestream: { id, status, publishing, interrupted_until }, actions, onNewKey }: Props) {
  const [credentials, setCredentials] = useState<Credentials | null>(null);
  const [failure, setFailure] = useState<Problem | null>(null);
  const [asking, setAsking] = useState(false);
  // OBS is about to come back with the old one.
  const fixed = interrupted_until !== null;
  useImperativeHandle(actions, () => ({ askForNewKey: () => setAsking(true) }), []);
  const rotate = useSubmit(
    useCallback(async () => {
      setCredentials(await rotateCredentials(id));
      onNewKey();
    }, [id, onNewKey]),
  );

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
      <Server servers={credentials} />
      <CopyField label="Stream key" value={credentials?.stream_key ?? ""} secret />
      <p className="hint">
        Whoever has the key can be you on air.{" "}
        <button
          type="button"
          className="text-button"
          aria-disabled={rotate.pending || fixed}
          onClick={() => !fixed && setAsking(true)}
        >
          Make a new key
        </button>
        {fixed && " (not while OBS is expected back)"}
      </p>
      {rotate.problem && <ProblemNote problem={rotate.problem} />}
      <ObsSteps />
      <p className="hint">
        Not sure how it will look? <a href="/artist/rehearsal">Rehearse</a> first: nobody but you sees it.
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
        {publishing && status === "live" ? (
          <p>
            Your show goes on, and from now on nobody gets in with the old key. That holds for your own OBS
            too: it cannot come back from a lost connection until the new key is in its Settings, Stream.
          </p>
        ) : (
          <p>
            The old one stops working at once{publishing && ", and OBS is disconnected"}. You need to put the
            new one into OBS.
          </p>
        )}
      </Confirm>
    </section>
  );
}
