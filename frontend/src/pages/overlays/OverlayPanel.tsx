import { useCallback, useId, useState } from "preact/compat";
import type { Overlay } from "../../api/types";
import { locale, t } from "../../i18n/t";
import { type Look, readLook, writeLook } from "../../overlay/look";
import { Confirm } from "../../ui/Confirm";
import { CopyField } from "../../ui/CopyField";
import { ProblemNote } from "../../ui/ProblemNote";
import { Said } from "../../ui/Said";
import { formatWithin } from "../../ui/time";
import { useNow } from "../../ui/useNow";
import { useSubmit } from "../../ui/useSubmit";
import { changeOverlay, renewAddress, skipAlert, testOverlay } from "./calls";
import { LookFields } from "./LookFields";

type Asked = "renew" | "revoke" | null;

/** One overlay: how it looks, its address, and what it is to do now. */
export function OverlayPanel(props: { overlay: Overlay; onChange: () => void; onRevoke: () => void }) {
  const { overlay, onChange, onRevoke } = props;
  const id = useId();
  const now = useNow();
  const [look, setLook] = useState<Look>(() => readLook(`show=alerts&lang=${locale()}`));
  const [asked, setAsked] = useState<Asked>(null);
  const [said, setSaid] = useState("");
  const { submit, pending, problem } = useSubmit(
    useCallback(
      async (words: string, act: () => Promise<unknown>) => {
        setSaid("");
        await act();
        setSaid(words);
        onChange();
      },
      [onChange],
    ),
  );
  return (
    <section className="panel overlay-panel" aria-labelledby={id}>
      <header className="overlay-head">
        <h2 id={id}>{overlay.name}</h2>
        <p className="quiet">{describeUse(overlay, now)}</p>
      </header>
      <div className="overlay-body">
        <LookFields look={look} onChange={setLook} />
        <Preview look={look} />
      </div>
      <CopyField
        label={t("overlays.address")}
        value={`${location.origin}/overlay/${overlay.address}?${writeLook(look)}`}
        secret
      />
      {problem && <ProblemNote problem={problem} />}
      <div className="form-actions">
        <button
          type="button"
          className="button"
          aria-disabled={pending}
          onClick={() => submit(t("overlays.sent"), () => testOverlay(overlay.id, "tip"))}
        >
          {t("overlays.test")}
        </button>
        <button
          type="button"
          className="button"
          aria-disabled={pending}
          onClick={() => submit(t("overlays.skipped"), () => skipAlert(overlay.id))}
        >
          {t("overlays.skip")}
        </button>
        <button
          type="button"
          className="button"
          aria-disabled={pending}
          onClick={() =>
            submit(t(overlay.paused ? "overlays.goesOn" : "overlays.pausedSaid"), () =>
              changeOverlay(overlay.id, { paused: !overlay.paused }),
            )
          }
        >
          {t(overlay.paused ? "overlays.goOn" : "overlays.pause")}
        </button>
        <button type="button" className="button" onClick={() => setAsked("renew")}>
          {t("overlays.renew")}
        </button>
        <button type="button" className="button" onClick={() => setAsked("revoke")}>
          {t("overlays.revoke")}
        </button>
      </div>
      <Said words={said} />
      <Confirm
        open={asked === "renew"}
        title={t("overlays.renewOf", { name: overlay.name })}
        action={t("overlays.renew")}
        dismiss={t("overlays.renewKeep")}
        onConfirm={() => {
          setAsked(null);
          void submit(t("overlays.renewed"), () => renewAddress(overlay.id));
        }}
        onDismiss={() => setAsked(null)}
      >
        <p>{t("overlays.renewWhat")}</p>
      </Confirm>
      <Confirm
        open={asked === "revoke"}
        title={t("overlays.revokeOf", { name: overlay.name })}
        action={t("overlays.revoke")}
        dismiss={t("overlays.revokeKeep")}
        onConfirm={() => {
          setAsked(null);
          onRevoke();
        }}
        onDismiss={() => setAsked(null)}
      >
        <p>{t("overlays.revokeWhat")}</p>
      </Confirm>
    </section>
  );
}

/** When it was opened last, and whether its alerts wait. */
function describeUse({ seen_at, paused }: Overlay, now: number): string {
  if (seen_at === null) return t(paused ? "overlays.notOpenedPaused" : "overlays.notOpened");
  const when = formatWithin(seen_at, now);
  return t(paused ? "overlays.openedPaused" : "overlays.opened", { when });
}

/** With made-up things, and without the address: nothing that is shown here is missing in OBS. */
function Preview({ look }: { look: Look }) {
  const query = writeLook({ ...look, demo: true, sound: 0 });
  return (
    <div className="overlay-preview">
      <iframe title={t("overlays.looks")} src={`/overlay/preview?${query}`} tabIndex={-1} />
    </div>
  );
}
