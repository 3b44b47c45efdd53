import { type ReactNode, useCallback } from "preact/compat";
import { T } from "../../i18n/T";
import { t } from "../../i18n/t";
import { Field } from "../../ui/Field";
import { Form } from "../../ui/Form";
import { ProblemNote } from "../../ui/ProblemNote";
import { Said } from "../../ui/Said";
import { useAct } from "../../ui/useAct";
import { usePageTitle } from "../../ui/usePageTitle";
import { useRead } from "../../ui/useRead";
import { useRemoving } from "../../ui/useRemoving";
import { Waiting } from "../../ui/Waiting";
import { StudioHead } from "../studio/StudioHead";
import { createOverlay, readOverlays, revokeOverlay } from "./calls";
import { OverlayPanel } from "./OverlayPanel";
import "./overlays.css";

const STEPS = ["overlays.how1", "overlays.how2", "overlays.how3", "overlays.how4"] as const;

/** What an artist puts over the picture in OBS: made, looked at, tested, taken back. */
export function OverlaysPage() {
  usePageTitle(t("overlays.title"));
  const making = useAct(useCallback((data: FormData) => createOverlay(String(data.get("name"))), []));
  const { remove, said, place, ...revoking } = useRemoving(revokeOverlay, t("overlays.revoked"));
  const [overlays, problem, again] = useRead(readOverlays, `${making.version} ${revoking.version}`);
  return (
    <div className="page overlays">
      <StudioHead title={t("overlays.title")} lead={t("overlays.lead")} place={place} />
      {problem && <ProblemNote problem={problem} onRetry={again} />}
      {revoking.problem && <ProblemNote problem={revoking.problem} />}
      <Said words={said} />
      {overlays === null && !problem && <Waiting what={t("overlays.loading")} />}
      {overlays?.map((overlay) => (
        <OverlayPanel
          key={overlay.id}
          overlay={overlay}
          onChange={again}
          onRevoke={() => remove(overlay.id)}
        />
      ))}
      <section className="panel" aria-labelledby="new-overlay">
        <h2 id="new-overlay">{t(overlays?.length ? "overlays.another" : "overlays.first")}</h2>
        <p className="quiet">{t("overlays.oneEach")}</p>
        <Form
          fields={["name"]}
          problem={making.problem}
          pending={making.pending}
          action={t("overlays.make")}
          empties
          onSubmit={making.submit}
        >
          <Field
            label={t("overlays.name")}
            name="name"
            defaultValue="OBS"
            maxLength={80}
            required
            error={making.problem?.fields.name}
          />
        </Form>
      </section>
      <section className="panel" aria-labelledby="into-obs">
        <h2 id="into-obs">{t("overlays.how")}</h2>
        <ol className="steps">
          {STEPS.map((step) => (
            <li key={step}>
              <T id={step} b={(words: ReactNode) => <strong>{words}</strong>} />
            </li>
          ))}
        </ol>
        <p className="quiet">{t("overlays.secret")}</p>
      </section>
    </div>
  );
}
