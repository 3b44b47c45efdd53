import { useEffect, useRef, useState } from "preact/compat";
import type { Remote } from "./remote";
import { mayGoElsewhere, NOWHERE, type RemoteView } from "./ways";

/**
 * The way to another screen, looked for once something plays.
 *
 * @param url what is to be played there; null: nothing now
 */
export function useRemote(url: string | null): RemoteView & { press: () => void } {
  const [view, setView] = useState<RemoteView>(NOWHERE);
  const remote = useRef<Remote | null>(null);
  useEffect(() => {
    if (url === null || !mayGoElsewhere()) return;
    let gone = false;
    void import("./remote")
      .then(({ Remote }) => {
        if (!gone) remote.current = new Remote(document.createElement("video"), url, setView);
      })
      .catch(() => {}); // the picture is worth more
    return () => {
      gone = true;
      remote.current?.destroy();
      remote.current = null;
      setView(NOWHERE);
    };
  }, [url]);
  return { ...view, press: () => void remote.current?.press() };
}
