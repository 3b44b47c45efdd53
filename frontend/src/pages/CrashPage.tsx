import { useEffect, useState } from "react";
import { Link, useRouteError } from "react-router";
import { formatClock } from "../ui/time";
import { usePageTitle } from "../ui/usePageTitle";
import { isMissingPart, reloadOnce, waitForServer } from "./recovery";

/** A part of the page could not be fetched, or something in the page itself failed. The first mends itself. */
export function CrashPage() {
  const error = useRouteError();
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
        <Link to="/livestreams" className="button" reloadDocument>
          All livestreams
        </Link>
      </p>
    </div>
  );
}
