import { useEffect } from "react";
import { Link } from "react-router";
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
      <Link to="/livestreams" className="button">
        All livestreams
      </Link>
    </div>
  );
}
