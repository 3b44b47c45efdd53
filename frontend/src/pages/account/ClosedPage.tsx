import { useEffect } from "preact/compat";
import { useSession } from "../../session/session";
import { usePageTitle } from "../../ui/usePageTitle";

/** The last word to somebody whose account is no more. */
export function ClosedPage() {
  usePageTitle("Account closed");
  const { recheck } = useSession();
  useEffect(recheck, [recheck]);
  return (
    <div className="page empty">
      <h1>Your account is closed</h1>
      <p>What was in it is deleted. You can go on watching what is open to everybody.</p>
      <a href="/livestreams" className="button">
        All livestreams
      </a>
    </div>
  );
}
