import { useCallback, useState } from "preact/compat";
import { rotateRehearsal } from "../../api/calls";
import type { Rehearsal } from "../../api/types";
import { t } from "../../i18n/t";
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
      <h2 id="connection">{t("control.connect")}</h2>
      <Server servers={rehearsal} />
      <CopyField label={t("rehearsal.key")} value={rehearsal.stream_key} secret />
      <p className="hint">
        {t("rehearsal.keyHint")}{" "}
        <button
          type="button"
          className="text-button"
          aria-disabled={rotate.pending || active}
          onClick={() => !active && setAsking(true)}
        >
          {t("control.makeKey")}
        </button>
        {active && ` ${t("rehearsal.notNow")}`}
      </p>
      {rotate.problem && <ProblemNote problem={rotate.problem} />}
      <ObsSteps />
      <p className="hint">{t("rehearsal.otherKey")}</p>
      <Confirm
        open={asking}
        title={t("rehearsal.makeKeyAsk")}
        action={t("control.makeKey")}
        dismiss={t("control.keepKey")}
        onDismiss={() => setAsking(false)}
        onConfirm={() => {
          setAsking(false);
          void rotate.submit();
        }}
      >
        <p>{t("control.makeKeyWords")}</p>
      </Confirm>
    </section>
  );
}
