import type { ReactNode } from "preact/compat";
import type { MessageKey } from "../../i18n/messages";
import { T } from "../../i18n/T";
import { t } from "../../i18n/t";

const STEPS: readonly MessageKey[] = [
  "control.obsOpen",
  "control.obsPaste",
  "control.obsKeyframes",
  "control.obsStart",
];

const strong = (words: ReactNode) => <b>{words}</b>;

/** From server and key to a picture. */
export function ObsSteps() {
  return (
    <>
      <h3>{t("control.inObs")}</h3>
      <ol className="steps">
        {STEPS.map((step) => (
          <li key={step}>
            <T id={step} b={strong} />
          </li>
        ))}
      </ol>
    </>
  );
}
