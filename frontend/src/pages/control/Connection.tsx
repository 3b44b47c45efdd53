import {
  type RefObject,
  useCallback,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState,
} from "preact/compat";
import { Problem } from "../../api/problem";
import { readCredentials, rotateCredentials } from "../../api/studioCalls";
import type { Credentials, Livestream } from "../../api/types";
import { T } from "../../i18n/T";
import { t } from "../../i18n/t";
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
  unfold: () => void;
}

interface Props {
  livestream: Livestream;
  actions: RefObject<ConnectionActions | null>;
  /** The one before lets nobody in any more. */
  onNewKey: () => void;
}

/**
 * What goes into OBS, and how: as long as OBS gets in with it, so also while a show that has ended may go on. Once OBS is
 * there it folds away.
 */
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
  // An encoder that is lost comes back by itself.
  const needed = status !== "live" && publishing !== true;
  const [open, setOpen] = useState(needed);
  const fold = useRef<HTMLDetailsElement>(null);
  useLayoutEffect(() => {
    // Whoever has just copied the key stays here.
    if (!needed && fold.current?.contains(document.activeElement))
      fold.current.querySelector("summary")?.focus();
    setOpen(needed);
  }, [needed]);
  useImperativeHandle(
    actions,
    () => ({ askForNewKey: () => setAsking(true), unfold: () => setOpen(true) }),
    [],
  );
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
    <section className="panel connection" id="connection" aria-labelledby="connection-name">
      <details ref={fold} open={open} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
        <summary className="connection-head">
          <h2 id="connection-name">{t("control.connect")}</h2>
        </summary>
        <div className="connection-parts">
          {failure && <ProblemNote problem={failure} />}
          <Server servers={credentials} />
          <CopyField label={t("control.streamKey")} value={credentials?.stream_key ?? ""} secret />
          <p className="hint">
            {t("control.keyHint")}{" "}
            <button
              type="button"
              className="text-button"
              aria-disabled={rotate.pending || fixed}
              onClick={() => !fixed && setAsking(true)}
            >
              {t("control.makeKey")}
            </button>
            {fixed && ` ${t("control.notNow")}`}
          </p>
          {rotate.problem && <ProblemNote problem={rotate.problem} />}
          <ObsSteps />
          <p className="hint">
            <T id="control.rehearseFirst" link={(words) => <a href="/artist/rehearsal">{words}</a>} />
          </p>
        </div>
      </details>
      <Confirm
        open={asking}
        title={t("control.makeKeyAsk")}
        action={t("control.makeKey")}
        dismiss={t("control.keepKey")}
        onDismiss={() => setAsking(false)}
        onConfirm={() => {
          setAsking(false);
          setOpen(true);
          void rotate.submit();
        }}
      >
        {publishing && status === "live" ? (
          <p>{t("control.makeKeyLive")}</p>
        ) : (
          <p>{t(publishing ? "control.makeKeyConnected" : "control.makeKeyWords")}</p>
        )}
      </Confirm>
    </section>
  );
}
