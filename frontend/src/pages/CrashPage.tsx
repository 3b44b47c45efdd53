import { useEffect, useState } from "preact/compat";
import { formatClock } from "../ui/time";
import { usePageTitle } from "../ui/usePageTitle";
import { isMissingPart, reloadOnce, waitForServer } from "./recovery";

/** A part of the page could not be fetched, or something in the page itself failed. The first mends itself. */
export function CrashPage({ error }: { error: unknown }) {
  return isMissingPart(error) ? <Unreachable /> : <Broken />;
}

function Unreachable() {
  const [since] = useState(() => Date.now());
  const [tried, setTried] = useState(false);
  usePageTitle("Waiting for the server");

  useEffect(() => {
    const controller = new AbortController();
    void waitForServer(controller.signal).then((back) => {
      if (back && !reloadOnce()) setTried(true);
    });
    return () => controller.abort();
  }, []);

  if (tried) return <Broken />;
  return (
    <div className="page empty">
      <h1>The server does not answer</h1>
      <p role="status">
        Not since {formatClock(since)}. This page opens by itself when it does; there is no need to load it
        again.
      </p>
    </div>
  );
}

function Broken() {
  usePageTitle("Something went wrong");
  return (
    <div className="page empty">
      <h1>Something went wrong on this page</h1>
      <p>Loading it again usually helps.</p>
      <p className="form-actions">
        <button type="button" className="button primary" onClick={() => location.reload()}>
          Load again
        </button>
        <button type="button" className="button" onClick={() => location.assign("/livestreams")}>
          All livestreams
        </button>
      </p>
    </div>
  );
}
