import { useCallback } from "preact/compat";
import { Field } from "../../ui/Field";
import { Form } from "../../ui/Form";
import { ProblemNote } from "../../ui/ProblemNote";
import { Said } from "../../ui/Said";
import { useAct } from "../../ui/useAct";
import { usePageTitle } from "../../ui/usePageTitle";
import { useRead } from "../../ui/useRead";
import { useRemoving } from "../../ui/useRemoving";
import { Waiting } from "../../ui/Waiting";
import { createOverlay, readOverlays, revokeOverlay } from "./calls";
import { OverlayPanel } from "./OverlayPanel";
import "./overlays.css";

/** What an artist puts over the picture in OBS: made, looked at, tested, taken back. */
export function OverlaysPage() {
  usePageTitle("Overlays");
  const making = useAct(useCallback((data: FormData) => createOverlay(String(data.get("name"))), []));
  const { remove, said, place, ...revoking } = useRemoving(revokeOverlay, "Revoked.");
  const [overlays, problem, again] = useRead(readOverlays, `${making.version} ${revoking.version}`);
  return (
    <div className="page overlays">
      <header className="page-head">
        <div>
          <p className="watch-line">
            <a href="/artist/livestreams">Your livestreams</a>
          </p>
          <h1 tabIndex={-1} ref={place}>
            Overlays
          </h1>
          <p className="quiet">
            Tips, chat, applause and more, over your picture in OBS. They follow from show to show by
            themselves.
          </p>
        </div>
      </header>
      {problem && <ProblemNote problem={problem} onRetry={again} />}
      {revoking.problem && <ProblemNote problem={revoking.problem} />}
      <Said words={said} />
      {overlays === null && !problem && <Waiting what="Loading your overlays" />}
      {overlays?.map((overlay) => (
        <OverlayPanel
          key={overlay.id}
          overlay={overlay}
          onChange={again}
          onRevoke={() => remove(overlay.id)}
        />
      ))}
      <section className="panel" aria-labelledby="new-overlay">
        <h2 id="new-overlay">{overlays?.length ? "Another overlay" : "Your first overlay"}</h2>
        <p className="quiet">
          One for each computer that shows it: an alert is shown once by each. One overlay may be in as many
          scenes as you like.
        </p>
        <Form
          fields={["name"]}
          problem={making.problem}
          pending={making.pending}
          action="Make an overlay"
          empties
          onSubmit={making.submit}
        >
          <Field
            label="Name"
            name="name"
            defaultValue="OBS"
            maxLength={80}
            required
            error={making.problem?.fields.name}
          />
        </Form>
      </section>
      <section className="panel" aria-labelledby="into-obs">
        <h2 id="into-obs">How to put it into OBS</h2>
        <ol className="steps">
          <li>
            Copy the address of an overlay. In OBS, under <strong>Sources</strong>, add a{" "}
            <strong>Browser</strong> source and paste it as its <strong>URL</strong>.
          </li>
          <li>
            Set its width and height to those of your picture, 1920 and 1080 say. What is not drawn on stays
            transparent.
          </li>
          <li>
            Tick <strong>Control audio via OBS</strong> if your audience is to hear the alerts too. Without
            it, only you do.
          </li>
          <li>
            Press <strong>Test alert</strong> here. Alerts show up while the source is on the screen, and wait
            while it is not.
          </li>
        </ol>
        <p className="quiet">
          Whoever has the address can see what the overlay shows. If it got out, on a stream say, give it a
          new one. Colours and all else can be changed with OBS’s custom CSS.
        </p>
      </section>
    </div>
  );
}
