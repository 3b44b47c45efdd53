import { useEffect, useState } from "react";
import type { Link } from "../channel/link";

/** Says that live updates are interrupted, once it has lasted long enough to matter. Moves nothing on the page. */
export function LinkNote({ link }: { link: Link }) {
  const lost = link.phase === "waiting" || (link.phase === "connecting" && link.attempt > 0);
  const [late, setLate] = useState(false);

  useEffect(() => {
    if (!lost) return setLate(false);
    const timer = setTimeout(() => setLate(true), 3_000);
    return () => clearTimeout(timer);
  }, [lost]);

  return (
    <p className="link-note" role="status" data-shown={late}>
      {late && "Connection lost. Reconnecting; this page may be a few seconds behind."}
    </p>
  );
}
