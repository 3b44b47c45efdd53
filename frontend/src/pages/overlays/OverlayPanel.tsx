import { useCallback, useId, useState } from "preact/compat";
import type { Overlay } from "../../api/types";
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
  const [look, setLook] = useState<Look>(() => readLook("show=alerts"));
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
  const seen = overlay.seen_at ? `Opened ${formatWithin(overlay.seen_at, now)}` : "Not opened yet";
  return (
    <section className="panel overlay-panel" aria-labelledby={id}>
      <header className="overlay-head">
        <h2 id={id}>{overlay.name}</h2>
        <p className="quiet">{overlay.paused ? `${seen} · paused` : seen}</p>
      </header>
      <div className="overlay-body">
        <LookFields look={look} onChange={setLook} />
        <Preview look={look} />
      </div>
      <CopyField
        label="Address for OBS"
        value={`${location.origin}/overlay/${overlay.address}?${writeLook(look)}`}
        secret
      />
      {problem && <ProblemNote problem={problem} />}
      <div className="form-actions">
        <button
          type="button"
          className="button"
          aria-disabled={pending}
          onClick={() => submit("Sent, to where it is open.", () => testOverlay(overlay.id, "tip"))}
        >
          Test alert
        </button>
        <button
          type="button"
          className="button"
          aria-disabled={pending}
          onClick={() => submit("Skipped.", () => skipAlert(overlay.id))}
        >
          Skip this alert
        </button>
        <button
          type="button"
          className="button"
          aria-disabled={pending}
          onClick={() =>
            submit(overlay.paused ? "It goes on." : "Paused: alerts wait, and none is lost.", () =>
              changeOverlay(overlay.id, { paused: !overlay.paused }),
            )
          }
        >
          {overlay.paused ? "Go on" : "Pause alerts"}
        </button>
        <button type="button" className="button" onClick={() => setAsked("renew")}>
          New address
        </button>
        <button type="button" className="button" onClick={() => setAsked("revoke")}>
          Revoke
        </button>
      </div>
      <Said words={said} />
      <Confirm
        open={asked === "renew"}
        title={`Give ${overlay.name} a new address?`}
        action="New address"
        dismiss="Keep this one"
        onConfirm={() => {
          setAsked(null);
          void submit("It has a new address. Put it into OBS.", () => renewAddress(overlay.id));
        }}
        onDismiss={() => setAsked(null)}
      >
        <p>OBS shows nothing more under the old one, at once, until you put in the new one.</p>
      </Confirm>
      <Confirm
        open={asked === "revoke"}
        title={`Revoke ${overlay.name}?`}
        action="Revoke"
        dismiss="Keep it"
        onConfirm={() => {
          setAsked(null);
          onRevoke();
        }}
        onDismiss={() => setAsked(null)}
      >
        <p>OBS shows nothing more of it, at once.</p>
      </Confirm>
    </section>
  );
}

/** With made-up things, and without the address: nothing that is shown here is missing in OBS. */
function Preview({ look }: { look: Look }) {
  const query = writeLook({ ...look, demo: true, sound: 0 });
  return (
    <div className="overlay-preview">
      <iframe title="How it looks" src={`/overlay/preview?${query}`} tabIndex={-1} />
    </div>
  );
}
