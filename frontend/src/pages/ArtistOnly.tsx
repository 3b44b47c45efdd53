import { Link, Navigate, Outlet, useLocation } from "react-router";
import { useSession } from "../session/session";
import { Unknown } from "../session/Unknown";

/** The way into the studio: visitors sign in first, fans are told where they are. */
export function ArtistOnly() {
  const { account } = useSession();
  const { pathname } = useLocation();
  if (account === undefined) return <Unknown what="Loading" />;
  if (account === null) return <Navigate to={`/sign-in?next=${encodeURIComponent(pathname)}`} replace />;
  if (account.role !== "artist") {
    return (
      <div className="page empty">
        <h1>The studio is for artists</h1>
        <p>
          {account.display_name} is a fan’s account. To perform, register a second one with another e-mail
          address.
        </p>
        <Link to="/livestreams" className="button">
          All livestreams
        </Link>
      </div>
    );
  }
  return <Outlet />;
}
